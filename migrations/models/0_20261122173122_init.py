from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE "events" (
    "id" UUID NOT NULL PRIMARY KEY,
    "organization_id" UUID NOT NULL,
    "number" BIGINT NOT NULL,
    "type" VARCHAR(64) NOT NULL,
    "subject_kind" VARCHAR(32) NOT NULL,
    "subject_id" UUID NOT NULL,
    "actor_id" UUID,
    "data" JSONB NOT NULL,
    "occurred_at" TIMESTAMPTZ NOT NULL,
    CONSTRAINT "uid_events_organiz_dda073" UNIQUE ("organization_id", "number")
);
CREATE INDEX "idx_events_organiz_debb74" ON "events" ("organization_id", "subject_id", "number");
COMMENT ON TABLE "events" IS 'A fact that happened to an organization. Rows are only ever added.';
CREATE TABLE "event_counters" (
    "organization_id" UUID NOT NULL PRIMARY KEY,
    "last_number" BIGINT NOT NULL
);
COMMENT ON TABLE "event_counters" IS 'The last number given in an organization; its row lock puts writers in order.';
CREATE TABLE "users" (
    "id" UUID NOT NULL PRIMARY KEY,
    "email" VARCHAR(254) NOT NULL UNIQUE,
    "name" VARCHAR(100) NOT NULL,
    "password_hash" VARCHAR(60) NOT NULL,
    "email_verified_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE "users" IS 'A person with a login. The address is stored in lower case, as it is compared.';
CREATE TABLE "outgoing_mails" (
    "id" UUID NOT NULL PRIMARY KEY,
    "template" VARCHAR(32) NOT NULL,
    "subject_id" UUID,
    "attempts" INT NOT NULL,
    "due_at" TIMESTAMPTZ,
    "sent_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "user_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_outgoing_ma_due_at_862659" ON "outgoing_mails" ("due_at");
CREATE INDEX "idx_outgoing_ma_user_id_ac7181" ON "outgoing_mails" ("user_id");
COMMENT ON TABLE "outgoing_mails" IS 'The outbox: a mail that has to leave. It carries no secrets, only what to make it from.';
CREATE TABLE "sessions" (
    "id" UUID NOT NULL PRIMARY KEY,
    "refresh_fingerprint" BYTEA NOT NULL,
    "address" VARCHAR(45),
    "user_agent" VARCHAR(200),
    "created_at" TIMESTAMPTZ NOT NULL,
    "last_used_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "ended_at" TIMESTAMPTZ,
    "user_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_sessions_user_id_80072d" ON "sessions" ("user_id");
COMMENT ON TABLE "sessions" IS 'One login of a user, from one device. Only the fingerprint of its refresh token is kept.';
CREATE TABLE "verification_tokens" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,
    "user_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_verificatio_user_id_05c1a0" ON "verification_tokens" ("user_id");
COMMENT ON TABLE "verification_tokens" IS 'A right to prove an address once; the code in the mail is derived from the row''s id.';
CREATE TABLE "organizations" (
    "id" UUID NOT NULL PRIMARY KEY,
    "name" VARCHAR(100) NOT NULL,
    "time_zone" VARCHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE "organizations" IS 'A tenant.';
CREATE TABLE "organization_members" (
    "id" UUID NOT NULL PRIMARY KEY,
    "role" VARCHAR(16) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "organization_id" UUID NOT NULL REFERENCES "organizations" ("id") ON DELETE CASCADE,
    "user_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_organizatio_organiz_043440" UNIQUE ("organization_id", "user_id")
);
CREATE INDEX "idx_organizatio_user_id_0f6199" ON "organization_members" ("user_id");
COMMENT ON COLUMN "organization_members"."role" IS 'OWNER: OWNER\nMEMBER: MEMBER';
COMMENT ON TABLE "organization_members" IS 'A user in an organization.';
CREATE TABLE "platform_apps" (
    "id" UUID NOT NULL PRIMARY KEY,
    "platform" VARCHAR(32) NOT NULL,
    "server" VARCHAR(300) NOT NULL,
    "redirect_uri" VARCHAR(1024) NOT NULL,
    "client_id" VARCHAR(255) NOT NULL,
    "client_secret" TEXT NOT NULL,
    "scopes" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    CONSTRAINT "uid_platform_ap_platfor_967010" UNIQUE ("platform", "server", "redirect_uri")
);
COMMENT ON TABLE "platform_apps" IS 'AllIN as one server knows it, registered once and shared by all organizations.';
CREATE TABLE "account_connections" (
    "id" UUID NOT NULL PRIMARY KEY,
    "state_fingerprint" BYTEA NOT NULL,
    "code_verifier" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "app_id" UUID NOT NULL REFERENCES "platform_apps" ("id") ON DELETE CASCADE,
    "organization_id" UUID NOT NULL REFERENCES "organizations" ("id") ON DELETE CASCADE,
    "session_id" UUID NOT NULL REFERENCES "sessions" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_account_con_state_f_9cf23b" UNIQUE ("state_fingerprint")
);
CREATE INDEX "idx_account_con_organiz_2fa23d" ON "account_connections" ("organization_id");
CREATE INDEX "idx_account_con_session_55d350" ON "account_connections" ("session_id");
CREATE INDEX "idx_account_con_app_id_2a28cd" ON "account_connections" ("app_id");
COMMENT ON TABLE "account_connections" IS 'A consent that was asked for and has not come back yet; it works once, for one session.';
CREATE TABLE "social_accounts" (
    "id" UUID NOT NULL PRIMARY KEY,
    "platform" VARCHAR(32) NOT NULL,
    "server" VARCHAR(300) NOT NULL,
    "external_id" VARCHAR(255) NOT NULL,
    "handle" VARCHAR(255) NOT NULL,
    "display_name" VARCHAR(255) NOT NULL,
    "url" VARCHAR(1024) NOT NULL,
    "avatar_url" VARCHAR(1024),
    "state" VARCHAR(24) NOT NULL,
    "credentials" TEXT,
    "scopes" JSONB NOT NULL,
    "limits" JSONB NOT NULL,
    "connected_at" TIMESTAMPTZ NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "organization_id" UUID NOT NULL REFERENCES "organizations" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_social_acco_organiz_ab5985" UNIQUE ("organization_id", "platform", "server", "external_id")
);
CREATE INDEX "idx_social_acco_organiz_f4b489" ON "social_accounts" ("organization_id", "id");
COMMENT ON COLUMN "social_accounts"."state" IS 'ACTIVE: ACTIVE\nNEEDS_RECONNECT: NEEDS_RECONNECT\nDISCONNECTED: DISCONNECTED';
COMMENT ON TABLE "social_accounts" IS 'One account on a platform that an organization may act for.';
CREATE TABLE "retired_credentials" (
    "id" UUID NOT NULL PRIMARY KEY,
    "credentials" TEXT NOT NULL,
    "attempts" INT NOT NULL,
    "due_at" TIMESTAMPTZ NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "account_id" UUID NOT NULL REFERENCES "social_accounts" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_retired_cre_due_at_536988" ON "retired_credentials" ("due_at");
CREATE INDEX "idx_retired_cre_account_5f0789" ON "retired_credentials" ("account_id");
COMMENT ON TABLE "retired_credentials" IS 'Credentials that are used no longer and wait to be revoked at their platform.';
CREATE TABLE "posts" (
    "id" UUID NOT NULL PRIMARY KEY,
    "text" TEXT NOT NULL,
    "version" INT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "deleted_at" TIMESTAMPTZ,
    "author_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE RESTRICT,
    "organization_id" UUID NOT NULL REFERENCES "organizations" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_posts_organiz_2e908f" ON "posts" ("organization_id", "id");
CREATE INDEX "idx_posts_author__4ed6dc" ON "posts" ("author_id");
COMMENT ON TABLE "posts" IS 'A piece of content.';
CREATE TABLE "post_variants" (
    "id" UUID NOT NULL PRIMARY KEY,
    "platform" VARCHAR(32) NOT NULL,
    "text" TEXT NOT NULL,
    "post_id" UUID NOT NULL REFERENCES "posts" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_post_varian_post_id_1f301f" UNIQUE ("post_id", "platform")
);
COMMENT ON TABLE "post_variants" IS 'How a post reads on one platform.';
CREATE TABLE "publications" (
    "id" UUID NOT NULL PRIMARY KEY,
    "platform" VARCHAR(32) NOT NULL,
    "text" TEXT NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "due_at" TIMESTAMPTZ NOT NULL,
    "time_zone" VARCHAR(64) NOT NULL,
    "next_at" TIMESTAMPTZ,
    "fence" INT NOT NULL,
    "attempt_count" INT NOT NULL,
    "reconcile_count" INT NOT NULL,
    "prepared_key" VARCHAR(255),
    "prepared_payload" JSONB,
    "first_sent_at" TIMESTAMPTZ,
    "external_id" VARCHAR(255),
    "url" VARCHAR(1024),
    "published_at" TIMESTAMPTZ,
    "cause" VARCHAR(32),
    "message" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL,
    "organization_id" UUID NOT NULL REFERENCES "organizations" ("id") ON DELETE CASCADE,
    "post_id" UUID NOT NULL REFERENCES "posts" ("id") ON DELETE RESTRICT,
    "social_account_id" UUID NOT NULL REFERENCES "social_accounts" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_publication_post_id_15797a" UNIQUE ("post_id", "social_account_id")
);
CREATE INDEX "idx_publication_next_at_165f26" ON "publications" ("next_at");
CREATE INDEX "idx_publication_organiz_57272b" ON "publications" ("organization_id", "id");
CREATE INDEX "idx_publication_social__e3f861" ON "publications" ("social_account_id", "id");
COMMENT ON COLUMN "publications"."state" IS 'SCHEDULED: SCHEDULED\nCLAIMED: CLAIMED\nPUBLISHING: PUBLISHING\nUNKNOWN: UNKNOWN\nPUBLISHED: PUBLISHED\nFAILED: FAILED\nNEEDS_REVIEW: NEEDS_REVIEW\nCANCELLED: CANCELLED';
COMMENT ON TABLE "publications" IS 'One post on one social account. All times are the database''s.';
CREATE TABLE "publication_attempts" (
    "id" UUID NOT NULL PRIMARY KEY,
    "number" INT NOT NULL,
    "fence" INT NOT NULL,
    "phase" VARCHAR(16) NOT NULL,
    "cause" VARCHAR(32),
    "message" TEXT,
    "platform_status" INT,
    "started_at" TIMESTAMPTZ NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "publication_id" UUID NOT NULL REFERENCES "publications" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_publication_publica_428309" UNIQUE ("publication_id", "fence")
);
COMMENT ON COLUMN "publication_attempts"."phase" IS 'INTENT: INTENT\nACCEPTED: ACCEPTED\nREFUSED: REFUSED\nUNKNOWN: UNKNOWN\nNOT_SENT: NOT_SENT';
COMMENT ON TABLE "publication_attempts" IS 'One try, written down before the call is made.';
CREATE TABLE "metric_plans" (
    "id" UUID NOT NULL PRIMARY KEY,
    "organization_id" UUID NOT NULL,
    "social_account_id" UUID NOT NULL,
    "external_id" VARCHAR(255) NOT NULL,
    "published_at" TIMESTAMPTZ NOT NULL,
    "due_at" TIMESTAMPTZ
);
CREATE INDEX "idx_metric_plan_due_at_02480c" ON "metric_plans" ("due_at");
CREATE INDEX "idx_metric_plan_social__2e7a45" ON "metric_plans" ("social_account_id", "due_at");
COMMENT ON TABLE "metric_plans" IS 'When the counters of a publication are read next. Its key is the publication''s.';
CREATE TABLE "metric_snapshots" (
    "id" UUID NOT NULL PRIMARY KEY,
    "counters" JSONB NOT NULL,
    "taken_at" TIMESTAMPTZ NOT NULL,
    "seen_at" TIMESTAMPTZ NOT NULL,
    "organization_id" UUID NOT NULL REFERENCES "organizations" ("id") ON DELETE CASCADE,
    "publication_id" UUID NOT NULL REFERENCES "publications" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_metric_snap_publica_0350d8" ON "metric_snapshots" ("publication_id", "id");
CREATE INDEX "idx_metric_snap_organiz_2bafb4" ON "metric_snapshots" ("organization_id");
COMMENT ON TABLE "metric_snapshots" IS 'What a platform reported about a publication at one moment.';
CREATE TABLE "draft_requests" (
    "id" UUID NOT NULL PRIMARY KEY,
    "brief" TEXT NOT NULL,
    "tone" VARCHAR(100),
    "language" VARCHAR(35),
    "platforms" JSONB NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "problem_code" VARCHAR(64),
    "problem_message" VARCHAR(1000),
    "is_problem_retryable" BOOL,
    "attempts" INT NOT NULL,
    "fence" INT NOT NULL,
    "due_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "organization_id" UUID NOT NULL REFERENCES "organizations" ("id") ON DELETE CASCADE,
    "requested_by_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_draft_reque_organiz_ca5570" ON "draft_requests" ("organization_id", "id");
CREATE INDEX "idx_draft_reque_request_7fa095" ON "draft_requests" ("requested_by_id");
CREATE INDEX "idx_draft_reque_due_at_b40a07" ON "draft_requests" ("due_at");
COMMENT ON COLUMN "draft_requests"."state" IS 'QUEUED: QUEUED\nWRITING: WRITING\nFINISHED: FINISHED\nFAILED: FAILED';
COMMENT ON TABLE "draft_requests" IS 'A brief, and the platforms that drafts are wanted for.';
CREATE TABLE "drafts" (
    "id" UUID NOT NULL PRIMARY KEY,
    "platform" VARCHAR(32) NOT NULL,
    "text" TEXT NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "is_repaired" BOOL NOT NULL,
    "measures" JSONB NOT NULL,
    "model" VARCHAR(255) NOT NULL,
    "prompt_tokens" INT,
    "completion_tokens" INT,
    "elapsed_ms" INT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "draft_request_id" UUID NOT NULL REFERENCES "draft_requests" ("id") ON DELETE CASCADE,
    "organization_id" UUID NOT NULL REFERENCES "organizations" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_drafts_draft_r_433ff2" UNIQUE ("draft_request_id", "platform")
);
CREATE INDEX "idx_drafts_organiz_0a36ba" ON "drafts" ("organization_id");
COMMENT ON COLUMN "drafts"."state" IS 'ACCEPTED: ACCEPTED\nREJECTED: REJECTED';
COMMENT ON TABLE "drafts" IS 'What was written for one platform. A request has one for each at the most.';
CREATE TABLE "aerich" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "version" VARCHAR(255) NOT NULL,
    "app" VARCHAR(100) NOT NULL,
    "content" JSONB NOT NULL
);"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        """


MODELS_STATE = (
    "eJztXWtz2si2/StdfDlzqjgux3acXOfWrcKYTJiJca6Nk/PglNKgBnQtWowkzDBz8t/v3i"
    "0JvVog8bKQ+0NikHq3xOpWa++1H/1nbWLpzHROWs+Mu7Ur8meN0wmDD/ETdVKj02l4GA+4"
    "tG+KlgybiEO077g2HWBHQ2o6DA7pzBnYxtQ1LI5tG3Bi4BJ3TF0yhi4ZZzpxLUI5sewR5c"
    "YfFJuekHtr7hBqM2Jxc0HgEjahus70E7yObg3gQgYf7a7LGTd+mzHNtUbMHTMbOv7Xv2pR"
    "ec3QsR2fTfpw+t//hs8G19nvzMG2f9aGBjN18Vkm5sz6/8cGbqIT+Mh+n9rMcaClkMVD/g"
    "jwmWkizIupQLkmGgO84ssPbDh90sRVY+PmXUEc1wLZx8f2zUfREsHrawPLnE142Hq6cMdw"
    "q0Hz2czQT1AGz40AT5u6TI8MKt6aP/rBIQ8/OODaM7bERg8P6GxIZyZOjdp/D2d8gOAQap"
    "oG10a/mScDy2Ynhu6ccDYHlP7Hv9OIlKZ17rraQ6urabXUxPLBik4M/9AAkAXUDJyigNMP"
    "r98QH3G0hhdofmrc/3R++VeBiOW4I1ucFOjVfghB6lItHOgQdMmI5x0BieguhyM4EI5H+G"
    "QG0AbglQzuEF7/eUmhem2M2tyV4xrKJOA0vPXsyICE+4U/f/uvs7Pz83dnp+eX799evHv3"
    "9v3pe2gr7jh96t0K9K/bP7c7XbwhC1ZsbyHHA3HgBWYp2JtjastBD9onIIcfcoyQT+jvms"
    "n4yB3D18uLFWh+bdyL6Xx58dc4pB3/zJk4FQc3eCc8we8rAnJSroJgn5/lAPv8LBNsPCUH"
    "u9jiHJdS63ICVNC7LLsgpFGZLQD1tYpq4Yn6RRrLXx7uOnIsg/YJHHUD9OH/ENNwjvFNtw"
    "JKRAJ7njjOb2b0if/ptvH35GLQ/Hx3ncQcO7hOgG4NBjPbZrpG3TT2N4Cba0xYhu4WF00O"
    "gy97Enw4wsGo2Yzqd2Av+Y/cisHptm9bD93G7ZfYCN00ui08cyaOLhJHf7pMjNqyE/Kt3f"
    "1E8Cv5512nlRzIZbvuP2t4T3TmWhq35hpYdOHqEBwNUBNW0/AposLjgT4dPM2prWupM9aZ"
    "ldU2fWpyNkkeoZyOxJghuHibUaO6ac24KyxNudEdnK+vtb1hRoqmOW3w7pgRkzou8VRkMj"
    "KgE2LwpMX8gRiuQ2xrTkxr8ESmM/g2tw28ELa2bJ3ZaXN8571LLPOE8Z1pC5fXLCtkJYsr"
    "4X8XR2YW4zzQNjHeEoLKgitkwZVklbubuSMLELmlhilb5WLnV65ylt9Sm0DTAqscyPWt36"
    "8IJSgYUIQOsoMmo8/shLRdMqC2bTCHcIs4bGAz16l7DOEcm0PTCX1isFiRoW1N5OvdHq7T"
    "4z3+bWyYyFYyMrfsJ1hLHcZ1WB3dOvmuw5JI3e+g5EGXdAxv6TpxLO/ScAULl0riQo/Yns"
    "ymH+Dm/F5EGx3kelzcnWgB1+8zIQDrzRTaMJ5z9Y1Rn95tbcVsom4W6XHmMGEuKLK0KmSp"
    "yyZTE0AqRCxFZBTfUX6+o5LmOXVxGnqurjiimYpMVORwWszpflWYszcX7y7en19eLDWX5Z"
    "FVCkuaXvbfFik4V1vdodQODO7jmahlsq8DTFIGdmwJQtO0+PBGxNT4lnl8QYdF3DcY4rik"
    "os3KMuxZtFl01AN9vIBWERFRLhSZfR5HNw3tR9D3jRH/lS0EwG24D8oHMmXYN60f/W6OE9"
    "LwaDgnbTpf2m/RCQW/HX4xcz37ofHQbNy0PIPv8ITHg2eb1iRcR3CqvormcALbtp6H4Ljj"
    "jJjWCLnSIRj3iEldcAeCMdDZszFgJwQXIbTmyRCAZ/YU8HdRQJCvbAgTcwy2P1r9hkOe2N"
    "RNMxz7vFBBekGRAVUjA/ypoUVmjYwq5tReyMcho4PEwPQXLnOOd0WU8r++f3OpM3xt3F+3"
    "O437fyy9oUvF4fNd5+driT/0+h/dViNp5eo6PldF2JmIyEbkTMmU9Dg3c/E2Bzdz8TaTm8"
    "FTP9IqFLxCZFM9G+S4VPVwPjs9zQE0tMpEWpz7oWyUV2+jCPchPC+bjHtStoIjfyQjnYuE"
    "AC3QgO42GOi4pBrmcg8zQLjJ0xyVU2ximUdY8UqKVzpiXikaFC3C8fBqnAljXWJLXfudfP"
    "z1npkiyCwb9IbXYXPZX4VG4Mc++TgxWyVkXDCLs5k4nAi5Mxqn0NbiZG64Y0I9puyEYFiQ"
    "bxYj4eW48KjpGNhoWnNmkwHFvqgIvYHTA2sypbY8u3HX3W8RT6kYshdgyNjEj4/LSxQsBX"
    "YTKLMe9MNRBG/zJGFBq2yK4G0qDUv8LQBv0L6CYUhvclEwb1ZQMG/SFMyUOs7cgrV8TJ1x"
    "EaBTghVE/DIP4JfZeF+m4BZPv/bMbAO63MhkknWgbKcy206K5cx+3KrFchYI7Y+kwaTC5z"
    "c3RpJB+0c2HTLtkHjgWuiH3xypiMu/iiB5L4iBlyAlHPtb4vU10mEX+6sqchOGeU3O2Jhu"
    "+yxGctRuWZAsVUXIcOXcEqwv1jFnQ6+GR7fp0NVsBne8NU432Ne911WV8Non0ZReuiSsk3"
    "R9y6agMtbXPISUbYzGIqNralvPDBNvA6rI4gP2QURpDeCKyBfhZ5G0ZjhEh0s+M92L7cIT"
    "tjX/i0MMKS21n4uoeLBXznYpUyYT8IqZMsqLv+1jVqZRzuvj3eTJ3m00juKhlA9f+fCPFd"
    "JjzQ2J2uo1iXUQO7/SMIhWpsltEriMUy7J7YidUZ7h49KVledyv55LVCi0PyxerFJFVOhw"
    "SNceu819zd59F0JVNl829NWy+TZyX/l8ueLK85HBKv5wY7+fNTCoqfkAbuv+E5352FUVMe"
    "WXWQ3PrG/6FP62KIU9VRWsCYNOBprD6dQZW9tOq1vR24PfWVUxE46/XTj8Kg2Q8oyuxOtQ"
    "tIevdq0hP0LlLB8FokXUwzxMCPJDknLEMmpkVdO8+wUtPZTKjfmaqBnbMjNYgxafTVJMbb"
    "yihS9bZpqmdvet07q/IuJPj9+2bq/xq/c3+SjlInAu8/A3SXM1Qt9cKlbhtbIKsd0cSlvy"
    "vRyv/43WOeXhO4yHz0o4gbb09CV9SscJ8VqPn+S5lXv+khNZOVOP1JmaZiQlRoWUtsy2KT"
    "Jo0zwmBcLIuL8F6Zw6hDpPGOFo2WA66GInAG65mIXLCAJAFszF7U9EQX4vXrIuWmM9PT/5"
    "QGaP7O06UmMGpr7LYmXVCm16uo0tk9gCwL/VHfcKU0HZXFWyudITNjUGqwoJSsVVGcGogl"
    "+kjCDGfgdZpJI3bRceowzrKylYZjt4J2F+rb93YyOQ2tUuNgBB8+RWd4k0YBVR+0oiLlVE"
    "bYXHV5FYmcNcYRLLV00LqJChhOJYkvu7KkZwn/BGjLMCyMalFKiKFywJL+iEVRu2RLl69R"
    "+SAMcf4vXYIvm2Pa5fTOoOLXvS8HqrKLbhC71MxGsUewnlmhiabLJ16jfUoElemtU02x0s"
    "aeiRl/Yzs8kTKFDefqg2GxmOy7AIItKcgg91xljzkPQXyHDFIjgcCbu68+6lpGrww7GBdx"
    "X8BP2AyT1wtZltpFhWRTKWiWSMDmDelJCoTCXIrL1vXrp8MvJCHEpUEeBcyU3nK5KbztPJ"
    "TbE1pwDSSbkK4v3m9CxPjhM2W5FOdpbOczIN3NtStm5n4x0TqiDYZ2/z7K8DrVbUdE3tsO"
    "OD5u2zXsj5kBSsBOKHdj44A2vKJNHWvzzcdTLW76VEkqk0Bi75DzGNY465lgGPWKwGPolx"
    "QlnBDpLAK7o4e9WpFl28USalSgl86XyIe3h8QINqwj94zxjwe2sSO1rSqr7KnLa99togIb"
    "DWqI5cwYsqApMW0x50wi1iWhgKIWzdOTVErbc+A1P42cKoI4pxSMywSWDdpG3qnfbe4z3e"
    "HbMFGdNnRkw2DFr4gVt14ljeVXTDCSY6H4kLRL+OYKgJZ+ImXO/SIoCqx5eXIt/GhskEE4"
    "CRU3CX3m3hr2CTOvnu7UD/Hd5KcIyOYWH5QOjQZTZOECeoaudVu0PmZqPadv4297uMePJD"
    "3FTUU4UIicQzn1vRjYspNXcDNZe6LptMZWmFbZ4Be1QkgbmxvzTx033pVCO8g7+dvbl4d/"
    "H+/PLiPTQRd7k88m7FmLQ73QSg/pJXUHUNpSqoth6JmqqCWZR1khXMEmodBbSDuJQKEFgd"
    "IEDDMiPbeq0rWraknvSvxuZXmXys8RGQWIepIco2DCUVbdYbhXdg9/gSBBXlpQ3mG3HxbH"
    "gyoQtoLqyotAm4RV9o8LVdAhN24ZD5mHF/M7vQvGO6l84yD/JhRL0VZwy2ndgtz3A/RE0/"
    "NMscgDK4oR73jMEhTFWxU15/sby9euADRvMRlGhmc2quKFIuzf2XO3uD3tZWBZD0qCy3Cl"
    "luypWsXMmVcCVHV7QCQCfEKoj2XnybY3glZRUXkQMdSiiM82EMOgastAutaIXdpJzCOx/e"
    "M7vQDrd+8wqiu6/QE/oMWoitFcQ5LrUR3CXLDTsM2iKVWA70+vJPS+EyT+9ao9ltf21dEe"
    "9vj3darZsH7b7VvOt0Ws3uFUkc6PGb9oP/uXVzRaLfklZjrmUo107QKzaCllWhfilHSske"
    "EhUuVD7g9xIuZBoTQ+a+ygY+lFDAbxOnFRBYm/hCErIV9IYcifdDOb2U00uVISyB+0vlx+"
    "41PzZPaGlGCOLmIabyGMiKDEVsrVC7BLxgQK7YfkKWyupvS7EihzXY+yJPicCpwQaMWEP0"
    "R7pMvhObtE3BoNHd+wyTMaQzmHiqWHmlHJEujEwRyiNoX2aCqrRkxzOz5QUmMmNGIxKHCx"
    "l9sy+df8cho8q8yoa6uubVbKpvOOpxSTXqxzTqfjLNJiHiMUlV8rDMhFmoYRbQBGNCii5R"
    "JfAUG1UuiPdTrc177HcAcsX3cYgtjzFY72G9vm83u/lYvmdqG3TrrVGRW/nq9VQhzBWnVy"
    "ZOL5hfGdReZPqtZvi06JRfz/R9suaY5ACCBPVwLCcn8sizk+RzSchryeHtJTINVPG4l1YM"
    "6iuINhXxf4CIf8VmHpDNjKxBedeS6LKlLImVlsTUd0JtqdxWbIv1pHIbmVBlyuOMKm4yLS"
    "Su163QQhKqZL4ETqFQ+KqElwUapD2ekIZpEuS5HFGQB9Mi8Y3Vpw77i6Qy7ta9rVNe4kmq"
    "a9MiOazXOy6Ms3evafonbn8Jpdop1a5kK7ZS7Sqk2r2CJJaH5qfWzeNnzEdZfuzx5udG+x"
    "aP+R96/Mvj9ef2w6d25+crEn7u8cfOr527b50r4n9YtkTp5cce/9hoi4t4f8Nkma/t1rcw"
    "Uwa/wdUbnWbrs2i+/Jh8J+fKbdr5huqqOlOl/W44BNofoOEVeYXFhMr8rG/4DrvMk2Z2mZ"
    "1mdplKMwvU14KPUURMua/L/BgNmf8+zBndtWyvygEmY7v8YolaRm2rdUUWQzkFbRJam8EF"
    "BobJCoMrkVTwJuEFi36KuwNpT2xRyCJMyFUhm/gA5SOWsE3pwrSohP/IzmiVyW6V21oy+A"
    "+d2jo0bAc30OCbaDkpYaXrlFnXecHCTyUb1WrVyCk1uPsq2rIsHrnBupWUVctWmZetAZ05"
    "hViOpUD1nqbdk/QT5jh0JME3m6ePiFQB4UMz9SoHKnuyVzcbRgX17zVnQkU27RROaQREXm"
    "ClwgpilYZSkjQUFae3TZxemIKSvWDsAN3XsrOFdLHcIucne5erDdNYGl6HFRqChP0DnQw0"
    "h9OpM7a2xe1W9Pbgd1YlzA4UexvMttUhuJE5mSsSV4s+Ffkicl17USdz2wBBTnRrzkmfDS"
    "0/ZHZATRM3N5lQnclDcIuJy2NuI/fvK2DC+ayShl5ajauT7MhSPpv0ZTtYZHpoQ4HDOWb3"
    "acLv2Dd7BAEaR4TmdEyzuNT1UaJL4TJHjuGPbnW6V8T72+ONZrP1RRQxDz71+H3r4+MDHv"
    "I/yGJDvWtgT8Gn5EL/MnGdig5XdHiV6PAgrULDIPRZkd15JZIbLfolG4Bdr/mAjr2ZvyEu"
    "qfwNx+RvGBp8U/d4QlR5x8vsHZdYiXn9HylJxdGvSfCOJwFvyx9XslRMPUkjp2ZZmbK+Pb"
    "7ui0mlSd+Rs/VVTJPPIYI+kjfn+xtukCuoIGR9me1gIWlKImCJ9Gx8PRHMJTkhbdchT2yB"
    "tBHKRVrKssD30H/B0tZ+Itm+s7J3cJlq8GfiSvjfxZERZiowQnnyjxtitaHuQbNHyhX4W7"
    "YRqJJtU4IUdmW57nR0U8bVS6r9Szd9puofdeSvVf9jIQR5TADqokruk5igi08tZNsI7Vsz"
    "N6msu6KY08SaSHej2bKvgqp92qTbbfmlpFqnlPuqOMcDazQNfXbGZ1RG7WK6RaqnS58Y3+"
    "B9GpWroMJUYR+AwzYa8IiYGu9jGm9Fpew3x0S5WlQ6RKmdLZulQyivVsW8Wjc2HUqtWu9E"
    "fZUxq2OTIibsnDrLQGcwPuO7IZAG2KIwso5LxtQR57ANo4Mx2qHoaZrAupBh0e6sa2l8tf"
    "ilmt/Hup0ZlIH6KgxUVRdY1QV+MW1J1QXeCPqaPML7l1az64V4e5+Sr5iXid42HA0rmBk2"
    "kyzv15ZlMsozVvi4ZGJE+iBaniHZxdNwfXf3OfY0XLeT0/3x9roF+Av4oZHhKV/pCNgJo8"
    "4MXwIpxLNpx6iMoh23oB2FjlnkfboUKPOiUyqPuG1h/VTXemKy7euy4+eTcip6XrJjOWAE"
    "Zh1q+oUBlsoqkNMgM5NOHaZrkyLoxoVUup9s8qpSU6/QDSAjNvLyCFJSRHHVaoPuPcO7wh"
    "UQm5I7YKgFCXofdnecGK+lqGVP8npngPK77NXv8oL+gGDGZ7kFIk/EGu9AMKlyegkapG8b"
    "bFgnlOtebolPmGKmCXWJ53EQ+ShzyjFqDU6mPQKbddPjPf5tbJiMUDK37CdmC48Cc+rkux"
    "co+h0MedwNcQz6QJ04ltcbt4iFrgKC0S8OMVwym34I+/CuCHI9bjL67LVwLdJnQoBDa7xH"
    "fkK+i4IU371EHLxVy4EbHMNlLOvJ6/cKv7Nn6BYMBugKB53MDXcMP7XHLVMnXo0Q4ecwcW"
    "9Hw/Vg8H4K3Kw7BpTg0IJMkH/P8HkU8WnUdx3V508a0Cn7i22dJomuVRJQxdww4kkv4iJY"
    "ClSCMzq0j8Atuo3YNjuIlY3KSFSrP83D+J+erqhVf5rk50zKRzNpUZFsiKMy1YP5PA8Lep"
    "5Ngp6nOdBAGSjC8ceEFMm/Bcn/CryM//vYekR/ovcXtMr7dldsMep/6PGP7Y6/mWjwKbmX"
    "aDl8kFPbAugmMAJ6oTUpKVe9dWn3+0cGmGXWlVoPd8XqS6VeuDnfuCtfual3ruFoAX42c+"
    "2FwCIF/jqHu7SLzTzvJRuFwzjes4sRr9sN8sA+nWPZqfAIqmEeC5QqubhqycXK85nvQaqu"
    "51MVvXsdT7dywO7Vv52k6gvAKxFV8KpUt5KkukVn5w6gfnRYiRiqnUMseZa32JgmTCxL2O"
    "AFtldZ5q9VBPG97qrSYLYxGNck/n7/TH2Vp5+GbdZ5+LNhWO+DLuR3zTRzpS8aiY3rz/Lt"
    "/K2lj//M9qs+M9uRvmWyWciISJnp+TLF4+NDVQBhv3kF0d2LNxWu6DLZFnOrSggtRZSXr6"
    "CXL6W4HjKE7cf/A4+WymM="
)
