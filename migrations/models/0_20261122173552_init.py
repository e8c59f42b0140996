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
    "eJztXW1z2ki2/itdfNnZKtbl2I6T62zdKozJDDMxzrVxsrvDltKgBnQtWowkzDCz+e97Tk"
    "tCby2QeLOQ+0NikPq0xNOt1jnPeek/axNLZ6Zz0npm3K1dkT9rnE4YfIifqJManU7Dw3jA"
    "pX1TtGTYRByifce16QA7GlLTYXBIZ87ANqauYXFs24ATA5e4Y+qSMXTJONOJaxHKiWWPKD"
    "f+oNj0hNxbc4dQmxGLmwsCl7AJ1XWmn+B1dGsAFzL4aHddzrjx24xprjVi7pjZ0PGvv9ai"
    "8pqhYzs+m/Th9L//DZ8NrrPfmYNt/6wNDWbq4rNMzJn1/58N3EQn8JH9PrWZ40BLIYuH/B"
    "HgM9NEmBdTgXJNNAZ4xZfv2HD6pImrxsbNu4I4rgWyj4/tm4+iJYLX1waWOZvwsPV04Y7h"
    "VoPms5mhn6AMnhsBnjZ1mR4ZVLw1f/SDQx5+cMC1Z2yJjR4e0NmQzkycGrW/D2d8gOAQap"
    "oG10a/mScDy2Ynhu6ccDYHlP7Xv9OIlKZ17rraQ6urabXUxPLBik4M/9AAkAXUDJyigNN3"
    "r98QH3G0hhdo/tS4/+H88q8CEctxR7Y4KdCrfReC1KVaONAh6JIRzzsCEtFdDkdwIByP8M"
    "kMoA3AKxncIbz+85JC9doYtbkrxzWUScBpeOvZkQEJ9wt//vY/Z2fn5+/OTs8v37+9ePfu"
    "7fvT99BW3HH61LsV6F+3f2x3unhDFqzY3kKOB+LAC8xSsDfH1JaDHrRPQA4/5Bghn9DfNZ"
    "PxkTuGr5cXK9D80rgX0/ny4q9xSDv+mTNxKg5u8E54gt9XBOSkXAXBPj/LAfb5WSbYeEoO"
    "drHFOS6l1uUEqKB3WXZBSKMyWwDqaxXVwhP1izSWPz/cdeRYBu0TOOoG6MP/IabhHOObbg"
    "WUiAT2PHGc38zoE//DbeMfycWg+enuOok5dnCdAN0aDGa2zXSNumnsbwA315iwDN0tLpoc"
    "Bl/2JPhwhINRsxnV78Be8h+5FYPTbd+2HrqN28+xEbppdFt45kwcXSSO/nCZGLVlJ+Rru/"
    "sTwa/kX3edVnIgl+26/6rhPdGZa2ncmmtg0YWrQ3A0QE1YTcOniAqPB/p08DSntq6lzlhn"
    "Vlbb9KnJ2SR5hHI6EmOG4OJtRo3qpjXjrrA05UZ3cL6+1vaGGSma5rTBu2NGTOq4xFORyc"
    "iATojBkxbzB2K4DrGtOTGtwROZzuDb3DbwQtjasnVmp83xnfcuscwTxnemLVxes6yQlSyu"
    "hP9dHJlZjPNA28R4SwgqC66QBVeSVe5u5o4sQOSWGqZslYudX7nKWX5LbQJNC6xyINe3fr"
    "8ilKBgQBE6yA6ajD6zE9J2yYDatsEcwi3isIHNXKfuMYRzbA5NJ/SJwWJFhrY1ka93e7hO"
    "j/f417FhIlvJyNyyn2AtdRjXYXV06+SbDksidb+Bkgdd0jG8pevEsbxLwxUsXCqJCz1iez"
    "KbfoCb83sRbXSQ63Fxd6IFXL/PhACsN1Now3jO1TdGfXq3tRWzibpZpMeZw4S5oMjSqpCl"
    "LptMTQCpELEUkVF8R/n5jkqa59TFaei5uuKIZioyUZHDaTGn+1Vhzt5cvLt4f355sdRclk"
    "dWKSxpetl/W6TgXG11h1I7MLiPZ6KWyb4OMEkZ2LElCE3T4sMbEVPjW+bxBR0Wcd9giOOS"
    "ijYry7Bn0WbRUQ/08QJaRUREuVBk9nkc3TS0H0HfN0b8F7YQALfhPigfyJRh37R+9Ls5Tk"
    "jDo+GctOl8ab9FJxT8dvjFzPXsh8ZDs3HT8gy+wxMeD55tWpNwHcGp+iqawwls23oeguOO"
    "M2JaI+RKh2DcIyZ1wR0IxkBnz8aAnRBchNCaJ0MAntlTwN9FAUG+siFMzDHY/mj1Gw55Yl"
    "M3zXDs80IF6QVFBlSNDPCnhhaZNTKqmFN7IR+HjA4SA9NfuMw53hVRyv/6/s2lzvClcX/d"
    "7jTu/7n0hi4Vh093nR+vJf7Q6392W42klavr+FwVYWciIhuRMyVT0uPczMXbHNzMxdtMbg"
    "ZPfU+rUPAKkU31bJDjUtXD+ez0NAfQ0CoTaXHuu7JRXr2NItyH8LxsMu5J2QqO/JGMdC4S"
    "ArRAA7rbYKDjkmqYyz3MAOEmT3NUTrGJZR5hxSspXumIeaVoULQIx8OrcSaMdYktde138v"
    "GXe2aKILNs0Bteh81lfxUage/75OPEbJWQccEszmbicCLkzmicQluLk7nhjgn1mLITgmFB"
    "vlmMhJfjwqOmY2Cjac2ZTQYU+6Ii9AZOD6zJlNry7MZdd79FPKViyF6AIWMTPz4uL1GwFN"
    "hNoMx60A9HEbzNk4QFrbIpgrepNCzxtwC8QfsKhiG9yUXBvFlBwbxJUzBT6jhzC9byMXXG"
    "RYBOCVYQ8cs8gF9m432Zgls8/dozsw3ociOTSdaBsp3KbDspljP7casWy1kgtD+SBpMKn9"
    "/cGEkG7R/ZdMi0Q+KBa6EffnOkIi7/KoLkvSAGXoKUcOxvideXSIdd7K+qyE0Y5jU5Y2O6"
    "7bMYyVG7ZUGyVBUhw5VzS7A+W8ecDb0aHt2mQ1ezGdzx1jjdYF/3XldVwmufRFN66ZKwTt"
    "L1LZuCylhf8xBStjEai4yuqW09M0y8Dagiiw/YBxGlNYArIl+En0XSmuEQHS75zHQvtgtP"
    "2Nb8Lw4xpLTUfi6i4sFeOdulTJlMwCtmyigv/raPWZlGOa+Pd5Mne7fROIqHUj585cM/Vk"
    "iPNTckaqvXJNZB7PxKwyBamSa3SeAyTrkktyN2RnmGj0tXVp7L/XouUaHQ/rB4sUoVUaHD"
    "IV177Db3NXv3XQhV2XzZ0FfL5tvIfeXz5Yorz0cGq/jDjf1+1sCgpuYDuK37T3TmY1dVxJ"
    "RfZjU8s77pU/jbohT2VFWwJgw6GWgOp1NnbG07rW5Fbw9+Z1XFTDj+duHwqzRAyjO6Eq9D"
    "0R6+2rWG/AiVs3wUiBZRD/MwIcgPScoRy6iRVU3z7he09FAqN+ZromZsy8xgDVp8Nkkxtf"
    "GKFr5smWma2t3XTuv+iog/PX7bur3Gr97f5KOUi8C5zMPfJM3VCH1zqViF18oqxHZzKG3J"
    "93K8/jda55SH7zAePivhBNrS05f0KR0nxGs9fpLnVu75S05k5Uw9UmdqmpGUGBVS2jLbps"
    "igTfOYFAgj4/4WpHPqEOo8YYSjZYPpoIudALjlYhYuIwgAWTAXtz8RBfm9eMm6aI319Pzk"
    "A5k9srfrSI0ZmPoui5VVK7Tp6Ta2TGILAP9Wd9wrTAVlc1XJ5kpP2NQYrCokKBVXZQSjCn"
    "6RMoIY+x1kkUretF14jDKsr6Rgme3gnYT5tf7RjY1Aale72AAEzZNb3SXSgFVE7SuJuFQR"
    "tRUeX0ViZQ5zhUksXzUtoEKGEopjSe7vqhjBfcIbMc4KIBuXUqAqXrAkvKATVm3YEuXq1X"
    "9IAhx/iNdji+Tb9rh+Nqk7tOxJw+utotiGL/QyEa9R7CWUa2JossnWqd9QgyZ5aVbTbHew"
    "pKFHXtrPzCZPoEB5+6HabGQ4LsMiiEhzCj7UGWPNQ9JfIMMVi+BwJOzqzruXkqrBD8cG3l"
    "XwE/QDJvfA1Wa2kWJZFclYJpIxOoB5U0KiMpUgs/a+eenyycgLcShRRYBzJTedr0huOk8n"
    "N8XWnAJIJ+UqiPeb07M8OU7YbEU62Vk6z8k0cG9L2bqdjXdMqIJgn73Ns78OtFpR0zW1w4"
    "4PmrfPeiHnQ1KwEogf2vngDKwpk0Rb//xw18lYv5cSSabSGLjkP8Q0jjnmWgY8YrEa+CTG"
    "CWUFO0gCr+ji7FWnWnTxRpmUKiXwpfMh7uHxAQ2qCf/gPWPA761J7GhJq/oqc9r22muDhM"
    "BaozpyBS+qCExaTHvQCbeIaWEohLB159QQtd76DEzhZwujjijGITHDJoF1k7apd9p7j/d4"
    "d8wWZEyfGTHZMGjhB27ViWN5V9ENJ5jofCQuEP06gqEmnImbcL1LiwCqHl9einwdGyYTTA"
    "BGTsFdereFv4JN6uSbtwP9N3grwTE6hoXlA6FDl9k4QZygqp1X7Q6Zm41q2/nb3O8y4skP"
    "cVNRTxUiJBLPfG5FNy6m1NwN1FzqumwylaUVtnkG7FGRBObG/tLET/elU43wDv529ubi3c"
    "X788uL99BE3OXyyLsVY9LudBOA+kteQdU1lKqg2nokaqoKZlHWSVYwS6h1FNAO4lIqQGB1"
    "gAANy4xs67WuaNmSetK/GptfZfKxxkdAYh2mhijbMJRUtFlvFN6B3eNLEFSUlzaYb8TFs+"
    "HJhC6gubCi0ibgFn2hwdd2CUzYhUPmY8b9zexC847pXjrLPMiHEfVWnDHYdmK3PMP9EDX9"
    "0CxzAMrghnrcMwaHMFXFTnn9xfL26oEPGM1HUKKZzam5oki5NPdf7uwNeltbFUDSo7LcKm"
    "S5KVeyciVXwpUcXdEKAJ0QqyDae/FtjuGVlFVcRA50KKEwzocx6Biw0i60ohV2k3IK73x4"
    "z+xCO9z6zSuI7r5CT+gzaCG2VhDnuNRGcJcsN+wwaItUYjnQ68s/LYXLPL1rjWa3/aV1Rb"
    "y/Pd5ptW4etPtW867TaTW7VyRxoMdv2g/+59bNFYl+S1qNuZahXDtBr9gIWlaF+qUcKSV7"
    "SFS4UPmA30u4kGlMDJn7Khv4UEIBv02cVkBgbeILSchW0BtyJN4P5fRSTi9VhrAE7i+VH7"
    "vX/Ng8oaUZIYibh5jKYyArMhSxtULtEvCCAbli+wlZKqu/LcWKHNZg74s8JQKnBhswYg3R"
    "H+ky+U5s0jYFg0Z37zNMxpDOYOKpYuWVckS6MDJFKI+gfZkJqtKSHc/MlheYyIwZjUgcLm"
    "T0zb50/h2HjCrzKhvq6ppXs6m+4ajHJdWoH9Oo+8k0m4SIxyRVycMyE2ahhllAE4wJKbpE"
    "lcBTbFS5IN5PtTbvsd8ByBXfxyG2PMZgvYf1+r7d7OZj+Z6pbdCtt0ZFbuWL11OFMFecXp"
    "k4vWB+ZVB7kem3muHTolN+PdP3kzXHJAcQJKiHYzk5kUeenSSfS0JeSw5vL5FpoIrHvbRi"
    "UF9BtKmI/wNE/Cs284BsZmQNyruWRJctZUmstCSmvhNqS+W2YlusJ5XbyIQqUx5nVHGTaS"
    "FxvW6FFpJQJfMlcAqFwlclvCzQIO3xhDRMkyDP5YiCPJgWiW+sPnXYXySVcbfubZ3yEk9S"
    "9V2Lv0oO1wskT3JouePyOXv3rUp/sfK0KgVQKYBKASypAvgKUl0emj+1bh4/YdbK8mOPNz"
    "812rd4zP/Q458frz+1H35qd368IuHnHn/s/NK5+9q5Iv6HZUuUXn7s8Y+NtriI9zdMqfnS"
    "bn0N82nwG1y90Wm2Ponmy4/JN3euDKidb7uuajhV2juHQ6D9AXpgkVdYTKjMz/qG77DLPM"
    "lol9nJaJepZLRAfS34GEXElJO7zI/RkPnvw5wxYMv2qmhgMgLML6moZVTAWleKMZRT0Cah"
    "tRlcYGCYrDC4EkkFbxJesOinuIeQ9sQWhSzChFwVco4PUGRiCduULkyLSviP7LxXmexWGb"
    "Alg//QCbBDw3Zwmw2+iZaTEla6Tpl1nRcsD1WyUa1WJZ1Sg7uv0i7LEpMbrFtJWbVslXnZ"
    "GtCZU4jlWApU72naPUk/YY5DRxJ8s3n6iEgVED40U68ypbIne3VzZlTo/14zK1T8007hlE"
    "ZA5AVWKqwgVskqJUlWUdF820TzhYkq2QvGDtB9LftfSBfLLTKDsvfC2jDZpeF1WKEhSNg/"
    "0MlAczidOmNrW9xuRW8PfmdVwuxAEbrBbFsdqBuZk7nidbXoU5Evbte1F3Uytw0Q5ES35p"
    "z02dDyA2sH1DRxC5QJ1Zk8ULeYuDwyN3L/vgImnM8qteil1bg6yY4s5bNJX7bPRaaHNhQ4"
    "nGN2nyb8jn2zRxCgcURoTsc0i0tdHyW6FC5z5Bj+6Fane0W8vz3eaDZbn0Wp8+BTj9+3Pj"
    "4+4CH/gyw21LsG9hR8Si70LxPXqehwRYdXiQ4P0io0DEKfFdnDVyK50aJfsgHY9ZoP6Nib"
    "+RviksrfcEz+hqHBN3WPJ0SVd7zM3nGJlZjX/5GSVBz9mjTweKrwtvxxJQvK1JM0cmqWlS"
    "k33OPrPptUmhoeOVtfxTT5HCLoI3kzw7/iNrqCCkLWl9kOlpumJAKWSOLG1xPBXJIT0nYd"
    "8sQWSBuhXKSlLFd8D/0XLIDtJ5LtOyt7B5epBn8mroT/XRwZYaYCI5Qn/7ghVtvuHjR7pF"
    "yBv2UbgSrZNiVIYVeW605HN2VcvaTav3TTZ6r+UUf+WvU/FkKQxwSgLqrkPokJuvjUQraN"
    "0L41c5PKuitKPk2siXTPmi37Kqjap0263ZZfSqp1SrmvinM8sEbT0GdnfEZl1F6nW6R6uv"
    "SJ8Q3ep1G5CipMFfYBOGyjAY+IqfE+pvFWVMp+c0yUq0WlQ5Ta2bJZOoTyalXMq3Vj06HU"
    "qvVO1FcZszo2KWLCzqmzDHQG4zO+ZwJpgC0KI+u4ZEwdcQ7bMDoYox2KnqYJrAsZFu3Oup"
    "bGV4tfqvl9rNu/QRmor8JAVXWBVV3gF9OWVF3gjaCvySO8f241u16It/cp+Yp5mehtw9Gw"
    "gplhM8nyfm1ZJqM8Y4WPSyZGpA+i5RmSXTwN13d3n2JPw3U7Od0fb69bgL+AHxoZnvKVjo"
    "CdMOrM8CWQQjybdozKKNpxC9pR6JhF3qdLgTIvOqXyiNsW1k91rScm2+QuO34+Kaei5yX7"
    "mgNGYNahpl8YYKmsAjkNMjPp1GG6NimCblxIpfvJJq8qNfUK3QAyYiMvjyAlRRRXrbbx3j"
    "O8K1wBsSm5A4ZakKD3YXfHifFailr2JK93Bii/y179Li/oDwhmfJZbIPJErPEOBJMqp5eg"
    "Qfq2wYZ1Qrnu5Zb4hClmmlCXeB4HkY8ypxyj1uBk2iOwWTc93uNfx4bJCCVzy35itvAoMK"
    "dOvnmBot/AkMc9E8egD9SJY3m9cYtY6CogGP3iEMMls+mHsA/viiDX4yajz14L1yJ9JgQ4"
    "tMZ75CfkmyhI8c1LxMFbtRy4wTFcxrKevH6v8Dt7hm7BYICucNDJ3HDH8FN73DJ14tUIEX"
    "4OE3eANFwPBu+nwM26Y0AJDi3IBPn3DJ9HEZ9GfddRff6kAZ2yv9jWaZLoWiUBVcwNI570"
    "Ii6CpUAlOKND+wjcotuIbbODWNmojES1+tM8jP/p6Ypa9adJfs6kfDSTFhXJhjgqUz2Yz/"
    "OwoOfZJOh5mgMNlIEiHH9MSJH8W5D8r8DL+H+PrUf0J3p/Qau8b3fFFqP+hx7/2O74m4kG"
    "n5J7iZbDBzm1LYBuAiOgF1qTknLVW5d2v39kgFlmXan1cFesvlTqhZvzjbvylZt65xqOFu"
    "BnM9deCCxS4K9zuEu72MzzXrJROIzjPbsY8brdIA/s0zmWnQqPoBrmsUCpkourllysPJ/5"
    "HqTqej5V0bvX8XQrB+xe/dtJqr4AvBJRBa9KdStJqlt0du4A6keHlYih2jnEkmd5i41pws"
    "SyhA1eYHuVZf5aRRDf664qDWYbg3FN4u/3z9RXefpp2Gadhz8bhvU+6EJ+10wzV/qikdi4"
    "/izfzt9a+vjPbL/qM7Md6Vsmm4WMiJSZni9TPD4+VAUQ9ptXEN29eFPhii6TbTG3qoTQUk"
    "R5+Qp6+VKK6yFD2L7/F/W/170="
)
