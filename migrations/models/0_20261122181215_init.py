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
    CONSTRAINT "uid_social_acco_platfor_e96da8" UNIQUE ("platform", "server", "external_id", "organization_id")
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
    CONSTRAINT "uid_publication_post_id_15797a" UNIQUE ("post_id", "social_account_id"),
    CONSTRAINT "uid_publication_social__6ca79e" UNIQUE ("social_account_id", "external_id")
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
    "eJztXW1z2ki2/itdfNnZKtbl2I6T62zdKmyTGWZinGvjZHeHLaVBjdG1aDGSMMPM5r/vOS"
    "0JpFYLJN4s5P6QGKQ+LfF0q3XOc176z9rIMZntHTWfGfdrF+TPGqcjBh+SJ+qkRsfjxWE8"
    "4NOeLVoybCIO0Z7nu7SPHQ2o7TE4ZDKv71pj33I4tm3Aib5P/CH1yRC6ZJyZxHcI5cRxHy"
    "m3/qDY9IjcOVOPUJcRh9szApdwCTVNZh7hdUynDxey+OP2upxw67cJM3znkflD5kLHv/5a"
    "i8sblont+GTUg9P//jd8trjJfmcetv2zNrCYbYrPKjFv0vt/1velTuAj+33sMs+DlkIWD4"
    "UjwCe2jTDPxgLlmmgM8Iov37Hh+MkQV02MW3AFcdyIZB8eWtcfRUsEr2f0HXsy4ovW45k/"
    "hFuNmk8mlnmEMnjuEfB0qc/M2KDirYWjHx0K8IMDvjthc2zMxQGTDejExqlR+/tgwvsIDq"
    "G2bXHj8Tf7qO+47MgyvSPOpoDS/4Z3GpMyjPZtx7hvdgyjlppYIVjxiREe6gOygJqFUxRw"
    "+h70u8BHHK3hBa5+atz9cHr+V4GI4/mPrjgp0Kt9F4LUp8ZioBegK0Y87wgoRLc5HNGBxX"
    "gsnswI2gi8ksG9gDd8XlKoXlqPLe6rcV3ISHBawXp2YEDC/cKfv/3Pycnp6buT49Pz92/P"
    "3r17+/74PbQVd5w+9W4J+petH1vtDt6QAyt2sJDjgSTwArMU7FdD6qpBj9pLkMMPOUTIR/"
    "R3w2b80R/C1/OzJWh+adyJ6Xx+9tckpO3wzIk4lQQ3eic8we8rArIsV0GwT09ygH16kgk2"
    "nlKDXWxxTkrpdVkCFfQuxy0IaVxmA0BDraJaeKJ+kcby5/vbthrLqL2Eo2mBPvwfYlveIb"
    "7plkCJSGDPI8/7zY4/8T/cNP4hLwZXn24vZcyxg0sJdKffn7guMw3qp7G/Btx8a8QydLek"
    "qDwMoexR9OEAB6PmMmregr0UPnJLBqfTumnedxo3nxMjdN3oNPHMiTg6k47+cC6N2rwT8r"
    "XV+YngV/Kv23ZTHsh5u86/anhPdOI7BnemBlh0i9UhOhqhJqymwVNMhccDPdp/mlLXNFJn"
    "nBMnq2361OhkJB+hnD6KMUNw8TbjRvWVM+G+sDTVRnd0vr7S9oYZKZrmtME7Q0Zs6vkkUJ"
    "HJowWdEIvLFvMHYvkecZ0psZ3+ExlP4NvUtfBC2NpxTeamzfGt966wzCXjO9MWLq9ZVshK"
    "FlfC/84OzCzGeWCsY7xJgtqCK2TBlWSVu534jw4gckMtW7XKJc4vXeWcsKUxgqYFVjmQ6z"
    "m/XxBKUDCiCD1kB21Gn9kRafmkT13XYh7hDvFY32W+Vw8Ywik2h6Yj+sRgsSID1xmp17sd"
    "XKfLu/zr0LKRrWRk6rhPsJZ6jJuwOvp18s2EJZH630DJgy7pEN7SdeI5waXhCg4ulcSHHr"
    "E9mYw/wM2FvYg2Jsh1ubg70QKu32NCANabMbRhPOfqm6A+g9vaiNlE3SzW48RjwlzQZGlV"
    "yFKfjcY2gFSIWIrJaL6j/HxHJc1z6uM0DFxdSUQzFZm4yP60mOPdqjAnb87enb0/PT+bay"
    "7zI8sUljS9HL4tUnAut7oXUlswuA9nopbJvo4wSRnYiSUITdPiwxsT0+Nb5vEFHRZxX2OI"
    "k5KaNivLsGfRZvFRj/TxAlpFTES7UFT2eRLdNLQfQd+3HvkvbCYAbsF9UN5XKcOhaf0Qdn"
    "OYkC6OLuakS6dz+y0+oeC3wy9mfmA/NO6vGtfNwODbP+FxH9imNQXXEZ2qL6M5vMi2rech"
    "OG45I7bziFzpAIx7xKQuuAPBGJjs2eqzI4KLEFrzZADAM3cM+PsoIMhXNoCJOQTbH61+yy"
    "NPbOynGY5dXqggvaDJgKqRAeHUMGKzRkUVc+rO1OOQ0YE0ML2Zz7zDXRGV/G/o35zrDF8a"
    "d5etduPun3Nv6Fxx+HTb/vFS4Q+9/Gen2ZCtXNPE56oIOxMTWYucKZmSnuRmzt7m4GbO3m"
    "ZyM3jqe1qFgleIaqpng5yUqh7OJ8fHOYCGVplIi3PftY3y6m0U4T6E52WdcZdlKzjyBzLS"
    "uUgI0AIt6G6NgU5K6mEu9zADhOs8zXE5zSaWeYQ1r6R5pQPmleJB0SIcD6/GmTDWFbbUZd"
    "jJx1/umC2CzLJBbwQdXs37q9AIfN8lHydmq4KMi2ZxNhOHEyF3RuMY2jqcTC1/SGjAlB0R"
    "DAsKzWIkvDwfHjUTAxttZ8pc0qfYFxWhN3C674zG1FVnN267+w3iKTVD9gIMGRuF8XF5iY"
    "K5wHYCZVaDvj+K4G2eJCxolU0RvE2lYYm/BeCN2lcwDOlNLgrmzRIK5k2aghlTz5s6sJYP"
    "qTcsAnRKsIKIn+cB/Dwb7/MU3OLpN56Za0GXa5lMqg607VRm20mznNmPW7VYzgKh/bE0mF"
    "T4/PrGiBy0f2DTIdMOSQauLfzw6yMVc/lXEaTgBdEPEqSEY39DvL7EOuxgf1VFbsQwr8kb"
    "WuNNn8VYjtoNi5KlqggZrpwbgvXZOeRs6OXwmC4d+IbL4I43xuka+7oLuqoSXrskmtJLl4"
    "J1Uq5v2RRUxvqah5ByrcehyOgau84zw8TbiCpyeJ99EFFafbgi8kX4WSStWR4x4ZLPzAxi"
    "u/CE60z/4hFLSUvt5iI6HuyVs13alMkEvGKmjPbib/qYlWmU8/p413mytxuNo3ko7cPXPv"
    "xDhfRQc0PitnpNYR0kzi81DOKVaXKbBD7jlCtyOxJntGf4sHRl7bncrecSFQrjD4cXq1QR"
    "F9of0rWHztWuZu+uC6Fqmy8b+mrZfGu5r0K+XHPl+chgHX+4tt/P6VvUNkIAN3X/ic5C7K"
    "qKmPbLLIdn0rNDCn9TlBY9VRWsEYNO+obH6dgbOptOqxvR233YWVUxE46/bTj8Kg2Q9owu"
    "xWtftEeodq0gPxbKWT4KxIiph3mYEOSHFOWIVdTIsqZ59wuaeyi1G/M1UTOuY2ewBk0+Ga"
    "WY2mRFi1C2zDRN7fZru3l3QcSfLr9p3lzi1+Cv/CjlInDO8/A3srkao2/ONavwWlmFxG4O"
    "pS35Xo7X/1rrnPbw7cfD50hOoA09fbJP6TAhXunxUzy3as+fPJG1M/VAnalpRlJhVChpy2"
    "ybIoM2zWNSIIyMh1uQTqlHqPeEEY6OC6aDKXYC4I6PWbiMIABkxnzc/kQU5A/iJeuiNdbT"
    "C5MPVPbIzq6jNGZg6vssUVat0Kanm9gy0hYA4a1uuVeYCtrmqpLNlZ6wqTFYVkhQKa7LCM"
    "YV/CJlBDH2O8oiVbxpO/AYZVhfsmCZ7eCthPk1/9FJjEBqV7vEAETN5a3upDRgHVH7SiIu"
    "dURthcdXk1iZw1xhEitUTQuokAsJzbHI+7tqRnCX8MaMswLIJqU0qJoXLAkv6C2qNmyIcv"
    "XqP8gAJx/i1dgi+bY5rp9t6g8cd9QIeqsotosXepmI1zj2CspVGppssnUcNjSgSV6a1bZb"
    "bSxpGJCX7jNzyRMoUMF+qC57tDyfYRFEpDkFH+oNseYh6c2Q4UpEcHgKdnXr3StJ1eiHY4"
    "PgKvgJ+gGTu+8bE9dKsayaZCwTyRgfwLwpIXGZSpBZO9+8dP5k5IV4IVFFgHMlN50uSW46"
    "TSc3JdacAkjLchXE+83xSZ4cJ2y2JJ3sJJ3nZFu4t6Vq3c7GOyFUQbBP3ubZXwdaLanpmt"
    "phJwQt2Ge9kPNBFqwE4vt2Pnh9Z8wU0dY/39+2M9bvuYTMVFp9n/yH2NYhx1yrgEcslgMv"
    "YywpK9iBDLymi7NXnWrRxWtlUuqUwJfOh7iDxwc0qCv4B+8ZC35vTWFHK1rVl5nTbtDe6E"
    "sCK43q2BWCqCIwaTHtwSTcIbaDoRDC1p1SS9R66zEwhZ8djDqiGIfELJdE1k3apt5q713e"
    "5Z0hm5EhfWbEZoOoRRi4VSeeE1zFtLxoovNHcYH410cYasKZuAk/uLQIoOry+aXI16FlM8"
    "EEYOQU3GVwW/gr2KhOvgU70H+DtxIco0NYWD4QOvCZixPEi6raBdXukLlZq7ZduM39NiOe"
    "whA3HfVUIUJCeuZzK7pJMa3mrqHmUt9no7EqrbDFM2CPi0iYW7tLEz/elU71iHfwt5M3Z+"
    "/O3p+en72HJuIu50feLRmTVrsjARoueQVV14VUBdXWA1FTdTCLtk6yglkWWkcB7SAppQME"
    "lgcI0EWZkU291hUtW1KX/auJ+VUmH2tyBBTWYWqIsg1DRUWb1UbhLdg9oQRBRXlug4VGXD"
    "IbnozoDJoLKyptAm7QFxp8LZ/AhJ15ZDpkPNzMbmHeMTNIZ5lG+TCi3oo3BNtO7JZn+R/i"
    "ph+aZR5AGd1QlwfG4ACmqtgprzeb31498gGj+QhKNHM5tZcUKc/y7Eai0TyTk2SKZNTUhc"
    "2kLbeqWG7alaxdyZVwJUuLXF6gJbEKor0T3+YQXklZxUXUQC8kNMb5MAYdA1bamVG0wq4s"
    "p/HOh/fELbTDbdi8gujuKvSEPoMW4hoFcU5KrQV3yXLD9oO2SCVWA726/NNcuMzTu9a46r"
    "S+NC9I8LfL283m9b1x17y6bbebV50LIh3o8uvWffi5eX1B4t9kqzHXMpRrJ+glG0GrqlC/"
    "lCOlZA+JDhcqH/A7CReyrZGlcl9lA7+Q0MBvEqcVEVjr+EIk2Qp6Qw7E+6GdXtrppcsQls"
    "D9pfNjd5ofmye0NCMEcf0QU3UMZEWGIrFW6F0CXjAgV2w/oUplDbelWJLDGu19kadE4Nhi"
    "fUacAfojfabeiU3ZpmDQ6PZ9hnIM6QQmni5WXilHpA8jU4TyiNqXmaAqLdnxzFx1gYnMmN"
    "GYxP5CRt/sSuffcsioNq+yoa6ueTUZm2uOelJSj/ohjXqYTLNOiHhCUpc8LDNhttAwC2iC"
    "CSFNl+gSeJqNKhfEu6nWFjz2WwC54vs4JJbHBKx3sF7fta46+Vi+Z+padOOtUZFb+RL0VC"
    "HMNadXJk4vml8Z1F5s+i1n+Iz4lF/N9P3kTDHJAQQJ6uFYTk7kkWcnyeeSUGcc4O2Fr+Qo"
    "LFwXj3tpxaC+hGjTEf97iPjXbOYe2czYGpR3LYkvW9qSWGpJjEMn1IbKbcW2WJeV29iEKl"
    "MeZ1xxU2khSb1uiRYiqZL5EjiFQhGqEkEWaJT2eEQatk2Q5/JEQR5Mi8Q3Vo967C+Kyrgb"
    "97ZKeUkmqYauxV8Vh+vJnKGlyZMcWm65fM7OfavKX6w9rVoB1AqgVgBLqgC+glSX+6ufmt"
    "cPnzBrZf6xy68+NVo3eCz80OWfHy4/te5/arV/vCCLz13+0P6lffu1fUHCD/OWKD3/2OUf"
    "Gy1xkeDvIqXmS6v5dZFPg9/g6o32VfOTaD7/KL+5c2VAbX3bdV3DqdLeORwC4w/QA4u8wh"
    "JCZX7W13yHnedJRjvPTkY7TyWjReprwccoJqad3GV+jAYsfB/mjAGbt9dFA+UIsLCkopFR"
    "AWtVKcaFnIZWhtZlcIG+ZbPC4CokNbwyvGDRj3EPIeOJzQpZhJJcFXKO91BkYg7bmM5shy"
    "r4j+y8V5XsRhmwJYN/3wmwA8v1cJsNvo6WkxLWuk6ZdZ0XLA9VslGtViWdUoO7q9Iu8xKT"
    "a6xbsqxetsq8bPXpxCvEcswFqvc0bZ+kHzHPo48KfLN5+phIFRDeN1OvM6WyJ3t1c2Z06P"
    "9OMyt0/NNW4VRGQOQFVimsIdbJKiVJVtHRfJtE8y0SVbIXjC2g+1r2v1AulhtkBmXvhbVm"
    "sksj6LBCQyDZP9BJ3/A4HXtDZ1PcbkRv92FnVcJsTxG60WxbHqgbm5O54nWN+FORL27Xd2"
    "d1MnUtEOTEdKac9NjACQNr+9S2cQuUETWZOlC3mLg6Mjd2/6ECJpzPOrXopdW4OsmOLOWT"
    "UU+1z0Wmh3YhsD/H7C5N+C37Zg8gQOOA0BwPaRaXujpKdC5c5sgx/NHNdueCBH+7vHF11f"
    "wsSp1Hn7r8rvnx4R4PhR9UsaHBNbCn6JO80L9MXKemwzUdXiU6PEqrMDAIfVJkD1+F5FqL"
    "fskGYNtrPqDjrudvSEpqf8Mh+RsGFl/XPS6Jau94mb3jCisxr/8jJak5+hVp4MlU4U3540"
    "oWlKnLNHJqlpUpNzzg6z7bVJkaHjtbX8Y0hRwi6CN5M8O/4ja6ggpC1pe5HpabpiQGlkji"
    "xtcTwVySI9LyPfLEZkgboVyspSpXfAf9FyyAHSaS7TorewuXqQZ/Jq6E/50dGGGmAyO0J/"
    "+wIdbb7u41e6Rcgb9lG4Eq2TYlSGHXlutWRzdlXL2k2j9302eq/nFH/kr1PxFCkMcEoD6q"
    "5CGJCbr42EG2jdCeM/FlZd0XJZ9Gzki5Z82GfRVU7dMm3XbLL8lqnVbuq+Icj6zRNPTZGZ"
    "9xGb3X6Qapnj59YnyN92lcroIKU4V9AB5ba8BjYnq8D2m8NZWy2xwT7WrR6RCldraslw6h"
    "vVoV82pdu3SgtGqDE/VlxqyJTYqYsFPqzQOdwfhM7plAGmCLwsh6PhlST5zDNoz2h2iHoq"
    "dpBOtChkW7ta6V8dXilxphH6v2b9AG6qswUHVdYF0X+MW0JV0XeC3oa+oI75+bV50gxDv4"
    "JL9iXiZ62/IMrGBmuUyxvF86js0oz1jhk5LSiPRAtDxDso2n4fL29lPiabhsydP94eayCf"
    "gL+KGRFShf6QjYEaPeBF8CKcSzace4jKYdN6AdhY5Z5H06FyjzolMqj7jrYP1U33liqk3u"
    "suPnZTkdPa/Y1xwwArMONf3CACtlNchpkJlNxx4zjVERdJNCOt1PNXl1qalX6AZQERt5eQ"
    "QlKaK5ar2N947hXeIKSEzJLTDUggS9W3R3mBivpKhVT/JqZ4D2u+zU7/KC/oBoxme5BWJP"
    "xArvQDSpcnoJGqTnWmxQJ5SbQW5JSJhipgn1SeBxEPkoU8oxag1Opj0C63XT5V3+dWjZjF"
    "Ayddwn5gqPAvPq5FsQKPoNDHncM3EI+kCdeE7QG3eIg64CgtEvHrF8Mhl/WPQRXBHkutxm"
    "9Dlo4Tukx4QAh9Z4j/yIfBMFKb4FiTh4q44HNziEyzjOU9DvBX5nz9AtGAzQFQ46mVr+EH"
    "5qlzu2SYIaIcLPYeMOkJYfwBD8FLhZfwgowaEZGSH/nuHzKOLTqG87qi+cNKBT9mabOk2k"
    "rnUSUMXcMOJJL+IimAtUgjPat4/AL7qN2CY7iJWNypCq1R/nYfyPj5fUqj+W+Tmb8seJsq"
    "hINsRxmerBfJqHBT3NJkFP0xxopAwU4fgTQprk34DkfwVexv97aD6gPzH4C1rlXasjthgN"
    "P3T5x1Y73Ew0+iTvJVoOH+TYdQC6EYyAWWhNkuWqty5tf//ICLPMulKr4a5YfanUCzfnG3"
    "fpKzf1zrU8I8LPZb47E1ikwF/lcFd2sZ7nvWSjsB/He3Yx4lW7Qe7Zp3MoOxUeQDXMQ4FS"
    "JxdXLblYez7zPUjV9Xzqonev4+nWDtid+rdlqr4AvApRDa9OdStJqlt8dm4B6gePlYih2j"
    "rEimd5g41pFollkg1eYHuVef5aRRDf6a4qDeZa/WFN4e8Pz9SXefrpos0qD382DKt90IX8"
    "rplmrvJFo7Bxw1m+mb+19PGf2X7VZ+Z6yrdMNgsZEykzPV+meHx8qAogHDavILo78abCFX"
    "2m2mJuWQmhuYj28hX08qUU132GsH3/L+Hr170="
)
