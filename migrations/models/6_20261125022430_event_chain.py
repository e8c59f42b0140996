from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "event_details" (
    "id" UUID NOT NULL PRIMARY KEY,
    "organization_id" UUID NOT NULL,
    "salt" VARCHAR(32),
    "body" TEXT,
    "erased_at" TIMESTAMPTZ
);
COMMENT ON TABLE "event_details" IS 'What is personal about an event: from where it came, and what it changed.';
        ALTER TABLE "events" ADD "api_key_id" UUID;
        ALTER TABLE "events" ADD "hash" VARCHAR(64);
        ALTER TABLE "events" ADD "details_digest" VARCHAR(64);
        ALTER TABLE "event_counters" ADD "last_at" TIMESTAMPTZ;
        ALTER TABLE "event_counters" ADD "head" VARCHAR(64);
        CREATE INDEX IF NOT EXISTS "idx_events_organiz_970365" ON "events" ("organization_id", "type", "number");
        CREATE INDEX IF NOT EXISTS "idx_events_organiz_799f55" ON "events" ("organization_id", "api_key_id", "number");
        CREATE INDEX IF NOT EXISTS "idx_events_organiz_e795a4" ON "events" ("organization_id", "occurred_at");
        CREATE INDEX IF NOT EXISTS "idx_events_organiz_ba939d" ON "events" ("organization_id", "actor_id", "number");""" + CHAIN


async def downgrade(db: BaseDBAsyncClient) -> str:
    return UNCHAIN + """
        DROP INDEX IF EXISTS "idx_events_organiz_ba939d";
        DROP INDEX IF EXISTS "idx_events_organiz_e795a4";
        DROP INDEX IF EXISTS "idx_events_organiz_799f55";
        DROP INDEX IF EXISTS "idx_events_organiz_970365";
        ALTER TABLE "events" DROP COLUMN "api_key_id";
        ALTER TABLE "events" DROP COLUMN "hash";
        ALTER TABLE "events" DROP COLUMN "details_digest";
        ALTER TABLE "event_counters" DROP COLUMN "last_at";
        ALTER TABLE "event_counters" DROP COLUMN "head";
        DROP TABLE IF EXISTS "event_details";"""


# By hand; keep it when the rest of this file is written anew. What it is: docs/audit.md.
CHAIN = """
        -- What is hashed of an event, after the hash of the event before it: a line for each thing.
        CREATE FUNCTION event_record(e events) RETURNS text
        LANGUAGE sql STABLE AS $$
            SELECT concat_ws(E'\\n',
                'allin-event-v1',
                e.organization_id,
                e.number,
                e.id,
                to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                e.type,
                e.subject_kind,
                e.subject_id,
                coalesce(e.actor_id::text, '-'),
                coalesce(e.api_key_id::text, '-'),
                coalesce(e.details_digest, '-'),
                e.data
            )
        $$;

        CREATE FUNCTION hash_of_lines(first_line text, rest text) RETURNS text
        LANGUAGE sql IMMUTABLE AS $$
            SELECT encode(sha256(convert_to(first_line || E'\\n' || rest, 'UTF8')), 'hex')
        $$;

        -- The only way by which the application adds events. One organization after the other, in
        -- one order, so that two never wait for each other; each under the lock of its counter.
        CREATE FUNCTION write_events(actor uuid, api_key uuid, batch jsonb)
        RETURNS TABLE (organization_id uuid, last_number bigint)
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        #variable_conflict use_column
        DECLARE
            organization uuid;
            given jsonb;
            counter event_counters;
            event events;
        BEGIN
            FOR organization IN
                SELECT DISTINCT (one ->> 'organization')::uuid
                FROM jsonb_array_elements(batch) AS list (one) ORDER BY 1
            LOOP
                SELECT * INTO counter FROM event_counters c
                WHERE c.organization_id = organization FOR UPDATE;
                IF NOT FOUND THEN
                    INSERT INTO event_counters (organization_id, last_number, head, last_at)
                    VALUES (organization, 0, repeat('0', 64), '-infinity')
                    ON CONFLICT DO NOTHING;
                    SELECT * INTO counter FROM event_counters c
                    WHERE c.organization_id = organization FOR UPDATE;
                END IF;
                FOR given IN
                    SELECT one FROM jsonb_array_elements(batch) WITH ORDINALITY AS list (one, place)
                    WHERE (one ->> 'organization')::uuid = organization ORDER BY place
                LOOP
                    counter.last_number := counter.last_number + 1;
                    counter.last_at := greatest(clock_timestamp(), counter.last_at);
                    event.id := uuidv7();
                    event.organization_id := organization;
                    event.number := counter.last_number;
                    event.type := given ->> 'type';
                    event.subject_kind := given ->> 'kind';
                    event.subject_id := (given ->> 'subject')::uuid;
                    event.actor_id := actor;
                    event.api_key_id := api_key;
                    event.data := given -> 'data';
                    event.occurred_at := counter.last_at;
                    event.details_digest := hash_of_lines(given ->> 'salt', given ->> 'details');
                    event.hash := hash_of_lines(counter.head, event_record(event));
                    counter.head := event.hash;
                    INSERT INTO events
                        (id, organization_id, number, type, subject_kind, subject_id, actor_id,
                         api_key_id, data, occurred_at, details_digest, hash)
                    VALUES
                        (event.id, event.organization_id, event.number, event.type,
                         event.subject_kind, event.subject_id, event.actor_id, event.api_key_id,
                         event.data, event.occurred_at, event.details_digest, event.hash);
                    IF event.details_digest IS NOT NULL THEN
                        INSERT INTO event_details (id, organization_id, salt, body)
                        VALUES (event.id, organization, given ->> 'salt', given ->> 'details');
                    END IF;
                END LOOP;
                UPDATE event_counters c
                SET last_number = counter.last_number, head = counter.head,
                    last_at = counter.last_at
                WHERE c.organization_id = organization;
                organization_id := organization;
                last_number := counter.last_number;
                RETURN NEXT;
            END LOOP;
        END
        $$;

        -- For who must be forgotten: the digests stay, and the chain with them.
        CREATE FUNCTION erase_event_details(ids uuid[]) RETURNS bigint
        LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
            WITH erased AS (
                UPDATE event_details SET salt = NULL, body = NULL, erased_at = now()
                WHERE id = ANY(ids) AND erased_at IS NULL
                RETURNING 1
            )
            SELECT count(*) FROM erased
        $$;

        REVOKE ALL ON FUNCTION write_events(uuid, uuid, jsonb) FROM PUBLIC;
        REVOKE ALL ON FUNCTION erase_event_details(uuid[]) FROM PUBLIC;

        -- What there was before there was a chain.
        DO $$
        DECLARE
            event events;
            organization uuid;
            head text;
        BEGIN
            FOR event IN SELECT * FROM events ORDER BY organization_id, number LOOP
                IF organization IS DISTINCT FROM event.organization_id THEN
                    organization := event.organization_id;
                    head := repeat('0', 64);
                END IF;
                head := hash_of_lines(head, event_record(event));
                UPDATE events SET hash = head WHERE id = event.id;
                UPDATE event_counters c SET head = event_head.head, last_at = event.occurred_at
                FROM (SELECT head) AS event_head
                WHERE c.organization_id = event.organization_id;
            END LOOP;
        END
        $$;
        UPDATE event_counters SET head = repeat('0', 64), last_at = '-infinity' WHERE head IS NULL;
        ALTER TABLE "events" ALTER COLUMN "hash" SET NOT NULL;
        ALTER TABLE "event_counters" ALTER COLUMN "head" SET NOT NULL;
        ALTER TABLE "event_counters" ALTER COLUMN "last_at" SET NOT NULL;

        -- For everybody, the owner included, until somebody takes the triggers away on purpose.
        CREATE FUNCTION refuse_change() RETURNS trigger
        LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            RAISE EXCEPTION '% is only added to, never changed: % was refused', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'insufficient_privilege';
        END
        $$;
        CREATE TRIGGER events_are_kept BEFORE UPDATE OR DELETE ON events
            FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER no_truncate BEFORE TRUNCATE ON events
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER details_are_kept BEFORE DELETE ON event_details
            FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER details_are_only_erased BEFORE UPDATE ON event_details
            FOR EACH ROW WHEN (
                OLD.erased_at IS NOT NULL OR NEW.erased_at IS NULL
                OR NEW.salt IS NOT NULL OR NEW.body IS NOT NULL
                OR (NEW.id, NEW.organization_id) IS DISTINCT FROM (OLD.id, OLD.organization_id)
            ) EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER no_truncate BEFORE TRUNCATE ON event_details
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER counters_are_kept BEFORE DELETE ON event_counters
            FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER counters_only_count BEFORE UPDATE ON event_counters
            FOR EACH ROW WHEN (
                NEW.last_number <= OLD.last_number OR NEW.organization_id <> OLD.organization_id
            ) EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER no_truncate BEFORE TRUNCATE ON event_counters
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();"""

UNCHAIN = """
        DROP TRIGGER counters_only_count ON event_counters;
        DROP TRIGGER counters_are_kept ON event_counters;
        DROP TRIGGER no_truncate ON event_counters;
        DROP TRIGGER events_are_kept ON events;
        DROP TRIGGER no_truncate ON events;
        DROP TRIGGER details_are_kept ON event_details;
        DROP TRIGGER details_are_only_erased ON event_details;
        DROP TRIGGER no_truncate ON event_details;
        DROP FUNCTION refuse_change();
        DROP FUNCTION erase_event_details(uuid[]);
        DROP FUNCTION write_events(uuid, uuid, jsonb);
        DROP FUNCTION hash_of_lines(text, text);
        DROP FUNCTION event_record(events);"""


MODELS_STATE = (
    "eJztXW1z4ji2/isqvuxsFZvbnaTTfdO3bhVJ6GlmEtKbkOmZHbYcgUXwjZEY24RhZue/Xx"
    "3ZBr/IxgZDjFofugO2jmwevR0950V/NibMJLZ71PI8Mpl6jXP0Z4PiCeEfkreaqIGn09UN"
    "uODhgS3KYr+QuIgHrufgIVQ2wrZL+CWTuEPHmnoWo1C6hZ5mxHWRN8YemmMXDdmMesRE87"
    "FlE3RHTMsV158YJR95MYJs9oT4RYxM64m4HmIjXpi5BFkev34EzzXZkD/Yok+7e8SMWr/N"
    "iOGxJ8IlHP6gX//NL1vUJL8TF77+2RhZxDbF5wavUQDiNaAU+X3q8FfiGLihYAA1ndk2oL"
    "mYCjAbojDHUHz5q4lilfJqLF6PsWWtUHD6bIiKY81umVBSXDdC2YeHztUnURJwHhhDZs8m"
    "dFV6uvDGjC6Lz2aWeQQycO+JUOJgDn2kP8CrBV0nvORDyy94zowsMTVXF0wywjMbelXjf0"
    "YzOoTOhLBtW9R4+s0+GjKHHFmme0TJ3LDM/w3eNCJlGN3bnnHf7hlGI9UnA7CifSi4NOTI"
    "ctQs6gHAf/7l17vCR1xtwAMuP7fuvjs5+7tAhLnekyNuCvQafwlB7GFj1ZYr0IOeEkf9wq"
    "LYWchxDwQSwA8WHnE3AT28sEJ9NXRDAEOI9gvqxfXtBdQ8cd3fbLjwU+vuotNt3f3y3U3r"
    "Z4H1ZBHcur7tfh+WjzbAxS+9dku0wApxz1kY5br6SqLK7l5f5Nd25xWY2EsDecVB8KwJkY"
    "PpSySANAORo/CDWoD2Ojft+17r5kusP1+1em24cxzryuHV73z8GV9Q/ZV2WQn62ul9RvAV"
    "/eu220620rJc71+whDTwzGMGZXMDm1FMwsvhpVizRpaaks0bl9TNXLtmhuV/9BxZi+DCAA"
    "+f59gxjdQddsyyyqZvTY4nySuY4ifRSIAmvGegXLZfCJVqnf6NXJ2TQJHCGueI3/e1wTGv"
    "knc2E3kMYYqY84Sp9QeGokfojs25CugQxKi9QPwRDuJIErOJBgv0OHcsjxj+gx+RRdH9P6"
    "9luufuHtanffo4xu74EXTVCTYJ6KmgvsJFNCAjrgeBxoqpCXe4giTuOqDRfgev+V94Zlre"
    "0cT8exO5zH9LKOE/iMv0aeJFxStiNBzz3n/O35X4Qvz5/BLl7cpLIw8/Ey4289DAIfjZ5e"
    "+QpTL/2ojWHqypdDYZ8Nv/ztOnJWLubPB/ZOglKqlO25Y8krctc/b6wKllPJPFPh8pBPf1"
    "MDYczhyHmHpLo9KWRtLQRVtAIqpV7oTKHYzMFKoX1lOHenJcVzIJOC1/rT0wIPn78j//+O"
    "/j45OT98dvTs4+vDt9//7dhzcfeFnxxulb7/O2mp3vO91eXA+DC4mNYzA1xmG/HGMnY9sY"
    "lE9Azn/IIUI+wb8bNqFP3ph/PTvNQZPv00V3PjtNqLbd4M6xuBUHN1zOn/nvKwNyUk5BsE"
    "+OC4B9cpwJNtySg11uco5L6Xk5SYVEtMOikEZltgA00CoUwzOm/BZGNCalMY1jCjpbGs0f"
    "7m+7cjTD8kkex+K73P8g23IPUXvIgRKQiJE34Sy6pJwjE+ylhHCGCi4SoEd3OSns89m0hK"
    "iCdFrDIdi8pfYiGHIHQq8Fs0MuiWoSD1u2a/hWxTJKTVpyI7WmZlPYrlVI4MHKoByWV1Bl"
    "rAbcOlHFl8KK7zSyGOPwfnMtcWz4DgFOQQK5BwxpQKnG2dG/uT4zCrd8DvUjsjwXOWyObD"
    "Z8RtMZ/ybIXMcFGpc5JnHSrPFOnrDeYSGTNKsvf1OKThNPgv9OD4w/s7HrGZuwPAlBTfVs"
    "TPWMuVJSaikJyuulpMA6LbppeV04IqagHnwgeu9BmJWvfPU5U1cI7xfQFcxI0bWqwtfAOD"
    "rlqzGj2EZ4AGZRvqiLyricwyZozpdjYagd8ldrCnPtXAh6oVU1rSJUVjNYkbuMS6IpdrzQ"
    "giyUjCZ4SA7HYE6OuUJCARfbvmEZvgyYuRCG63PfjEyQN2f8mRQNSB8GnQuGbChNmSgLt0"
    "YWaDj8ncWbglDwhHlghl6gOX/7bXWXgzL4HayGUl8Nsb6zeAmWDkZbKRtIUF49kqB60wdM"
    "SGlse+T3DJ06LK8Ctnk6RvvnXj7xGfO1DYsn2dA41v5SsIkTYVSwAmXvgNpB63qFdb2OSS"
    "ZT5nH9p0XduZwbSpXJ1fmsZWkDi+JlFD+IKfGlAqc/NJl5vhvd3PLG/PszWfgBJ5a59OFb"
    "qkP8ZqCx5QS37PJBJUNcdDSKCpqcS7BNJEhnL4grCSXIjr2vidqzXi+LO10Wb2feE+M432"
    "DLli2Jsfu5yyELShqT4hwIGDO43ID9fg4LExcM3eFdWKtsgl/IEeoAR+E4FnERZcglQ4d4"
    "btP3hvcJAcZln8XyBAuX3Giyg+cIL/swplV42sOSOSJ0yH+rx9g5LJvCXx/c3v274uGzKe"
    "I92SXg/h6lXnzzjEeob97p06ByBK0ifOXRVxGYCt71c+Y886rFbwgqbqJHk6/K2HtENvwM"
    "DFTzyn+f/yoGq3XwOtmu93lLucu1BzFh+E+q0umbAw4TUMW1zlwivKZ26J2udRpV3NH5LM"
    "0nbmjIMpxKXEoJVSdOrRy/K2LY4aUyyRVxL+Eizac2O5hMCiMdkVEQ5+rtZ1Ps8E+hB0NR"
    "V7641P4d+iIzy2Bm2Z5F3SN47GvMJjtx81uuoumO36aziWiVDn9DzHWJ9K7K2/sIaHxtdX"
    "qd7vcl8Q/FzlHwoU/v290rcSX4IK70xNden35qda7bV+fI/9unD90fu7dfu+co+JBU7YoM"
    "qrdnBQbV2+QGYDWo4FYykH2VxyTegJnuFlGR/flavNnVrOU7Why/PX1/+uHk7HTpX7G8ku"
    "dWkXahsBl7LoPmsryGMgnl1GH8V07KLKoRERUsF/HR/+7NmwLDn5fKHP/iXsI13t/7pDDO"
    "J2VWUtpMUTc+JrY4C06/dPNGxHT71rl9IzxDySaOSypIqyocYVEbP5TDGdkl3FBClq0Eqh"
    "ERjaYkgCIObhrZT8wh1hP9kSxS28UEngGZ/xBUc5CIrq6uXtHB8yVxGu1O/KfzH0w8X+9t"
    "3V+2rtqNzMmgAmRvE9WpibAsKYsU6dexZd379HtDYsYKbzXzLFhuSN83i9iubqnIBerH22"
    "AEva/p+02AccYkL9aQHCFYSn2rEG8A4kx5Owg/WRGYQ0Z8Bhgjj0FOJMtFz2TqpY1Xu3xQ"
    "SdtPFaYUbe+ok70j6BpGpNekWyEvw2hGBTrjaBNtlnF0A/PTtranmi1Hcf7m9F0B+ub0XS"
    "Z7A7ckqipfQmRdPRvkuJR6OB8X4smOc3iy4zRPpnfa2eiru9MWwXezzby5k7IKtvyBtHQh"
    "Km3qsJeN2jkmqOnSOrex9kL9NpqZQ7hR/E1ETg/kOrfwq3G0BzRsD4WkrSmk27O02dxhNH"
    "uiSMsDT6NEEDKS/fJFUMmnH++IvWRm5aC3/Aovl/Up1AJ/7ZJzFb1VQriGvTibbYWOUDgt"
    "v5/KIIxYE2zoEQKv/oD6AFLT9RjEuFmU358TBw0x1IVdP2oNDdlkih1ZvoTqq/9WchKowo"
    "KSSRDeUpQMWgpU44G5HvTD9vQWf0vAG5ZX0MP7bSGa7W0OzfY2TbNNsevOGZ/Ly2Y1TAkq"
    "iPhZEcDPsvE+S8EtRr/xQhyLV7nRlklWgd471XnvpJns7OGmFpNdIjI34k+Sin7dfDOSjL"
    "k9yEGf3obEPWxXrhabAxXx6jiwIVMIJH99GPruNsJ3Y0u8fopU2IP6VEVuQiCtqTu2ptsO"
    "xYjH0w0Jc6WqCBlMnFuC9YUdcob/fHhMB488wyH8jbfG6QrquvOrUgmvXfJM6alLQjpJ57"
    "dsBipjfi3CRznW01jkgxBmTEitGTJFjA6Dg8KH/IlAFy2zPlguMvkjX4i5yq/ksPnfXGRJ"
    "WandPES7/H3jZJfeyWQCrthORhvxtx1mdWrloibeTUZ2tQ5X9dyRqtK+2oS/3dqoTfivZ8"
    "Lf5RbB358HlvyGZHsQL5C7NfAJBCPwMyi8LXDZ0IJ8+76Yn3QNi0PVHWvI+wHy6+Wa+gK5"
    "hIjMbxxNmfK/TVXSw9SDnxSchy5qD3+f0O/zNgGS4no7oMh2INYvimIfE9KrSjK5U2q4lI"
    "BWKqwhzl+4J0R+ANZWgbzKEb7JhTw2itfHTMd7ZgVg34sKIwuyojhLh3SdVKdY+LosC3Ai"
    "vD0nC3CkZGG1ySMUU0nkc+yO9qk7LL1C+3zt1ucLuBjjD0bLpU+NCu0xe+RD73JXvXfXCV"
    "Q1XZ4NvVp0uXb82ZtnxpY4qaykx5NB6ECXDZGL69zbOpopulHRHkAl4JkN7MBZZFuUVjWp"
    "CtaEAE1tuBRP3THbtlvdiNrug8pUxUy4mFXhWqY0QNoHLxevfbFEgdq1hitaKWfFGCMjoh"
    "4WIY7AEgneb5iiaDUyJimvqNReJkl2uPSF0w5z3xKT5TB746M6Qtk6s1qN26/d9t05En/6"
    "tHV10+meI/GnT788XFx37j/D/eXHPm1fdXq3/JL/l8t0W9e/3Pe4lP+hT2/aNxcg5P9NDs"
    "hCrFnlx3ZYrrEyoEvWD8YbC9OMsZSUTWY45MK7atLllT1nOLy9vY7RNRed5JmVD9C4370V"
    "bcALWb41I30ohSbRsju9WiRaLTOu163Nq3Ez0L6Au3QpeN0M4TWFuLoU4cmOXAHE2u2ycO"
    "akrQmZhCelIpDvdPucpt4lu2cpP5+9ec6wDxTZO8OPJ6Fn6Ry7CLvPEDTGHOFLCscKU+ZB"
    "XiOCAAC0IN5HSHYE5w77IWhNURqy0Afx3LKN986eI921i6MRY8nIczfrVR7kmzgjOHjVim"
    "vlXUGTCyqRC+kOm56Zc9LvS8V18v3mhsn3IZw2zMsjUUl6fBhlbFOTgnUmfKpogV77516s"
    "BVKn4sYaICyePCo3kVhJByl+I0FsOkhR4fbVbF9mMyvM9gWqaQkVciWhyajESqip091GaK"
    "02ZyWQjUtpUDWBWhMC1V0lwts2JEu5lHpJgOODeD22QL5tj+sXG3sj5kxafm2KYrta0OsU"
    "3RbFXkK5Jpomm2ydBgUNXqQozWrbnS4kiffJS+eFOOiZK1CQNb6JHPJkuR6BtPJAcwo+1B"
    "1DFnk0WADDFXNVciXsauXVS0nV8IdDAf8p8InXw7fcQ8+YOVaKZdUkY51IxmgDFg0Vi8oo"
    "QWbFvYtOjgt4F50cZ3oXwa2kThmOjKIQryRUBLhQ0ONJTtDjSTroMTbnlEA6Kacg3m/fHB"
    "eJfYRiOWGmx+n4R9siGUkssvGOCSkI9vG7IqfS8lI5p2SkzqUNQHPJ0CES5izH+JAUVALx"
    "fRsf3CGbEoljxA/3t92M+XspkWQqraGH/oNs65CDC2TAAxb5wCcxTigrUEESeE0XZ886at"
    "HFG0VY69jX1/ZcuuPDh2tQl/wfX2cs/nsbkn20pFQzbzvt+OWNYUJg7aY68oQgL55DIL7H"
    "RJQhm4ErhNjrzrEl0mcPCN8KvzDwOsLgh0QsB4W7m/SeutLa+7RPe2OyQGP8QpBNRmGJwH"
    "GriVzmP8W03LCj0yfxgOjXJ97UiBLxEp7/aOFA1afLR6GvY8smggkAzyn+lv5rwa8gkyZ6"
    "NPm+HnuPfFXi1/CYTywfER55xIEO4oaJwv0E4sDcbJQu3H9IpR5POumgeoREYswXVnTjYl"
    "rN3UDNxZ5HJlOZB3CHZsAeFUlgbu3O//fNrnSqJ3iDfxy/PX1/+uHk7PQDLyLecnnlfU6b"
    "pGObgimvpOq6klJQbT0QNVU7s+jdSZYzy0a5W3XS1jIOAjqRaGn7am0ziMZbQLI7TDVR9s"
    "ZQkrpp/abwlu97wmTpoCgv92DBJi6e9kGkTef1wS4qvQXcoi7Y8HU8xDvswkXzMaHB8eCr"
    "7R0x/XCWeRgPIxILuWO+txPnj1vex+jWD7ZlLocyfKE+9TeDI95Vxdnjg8Xy9ZqhDRi2j1"
    "yJJg7Fds65T1mW3VA07GfJIJkyETVNsWeqcD8oeYAIgtjLk6J46Q2pQhtSbSHXFnIlLOSJ"
    "ubso0AkxBdHeicl2zFfarORAcqBXEhrjYhhz1YnPtAujbELxpJzGuxjeM8cuA3NQXEF0d+"
    "VRg1+4FuIYJXGOS20Ed81C3vaD9nJzkAZ6ffq2pXCdu3ejddnr/NQ+R/7fPu2221f3xl37"
    "8rbbbV/2zlHiQp9ede6Dz+2rcxT9ltwMF5qGijRcTrNJnM5ezz5Us0GivaDqB/xOvKBsa2"
    "LJrHLZwK8kNPDbuJ+FvNwmJp6ErIJGngMx6mhbnrbl6TSUNbDq6bDfnYb9FvGYXSUqNio5"
    "b0fZdH/x0CKpO+rmqMn9YVWETh+N8orO2eLMHVlYc3AWT048c3jgT5F0kVOLDAliI7BNe0"
    "R+Wqe0TEkHYslEGLgjB7pXxfkUZ7wb6vMalLLlerxlyrBGYfk6c3y15YteuHYh1fQyvYkj"
    "EvtzJn67I7irdibWO9RsqNXdoc6m5oatHpfUrX5IrR7Xa0oFD8QkdTLMOnOOKw2zhCYYE9"
    "KMk06OqAm9ekG8mzx+/rCvAGTFj0KJTY8xWO/4fH3XuewVI0pfsGPhrU9DAablJ78mhTDX"
    "DF+dGL6wf2UQfZHul8/3GdEuv573+8zmEP7CBRHo4ZBoUGQYyE6fUEhCHosCr5cIs9BpBV"
    "9bMWjmEG06aGIPQROazdwjmxmZg4rOJdFpS+8kcncS08AktaVyG1q2DhPStcptpEPVKcI3"
    "qrjJtJC4XpejhSRUyWKhvUKhCFQJPz44DIg9Qi3bRsBzuSJVEwTMwoo1wC75myRn8ta1rV"
    "Ne4uHLgWnxV8nlZjzsKjeslvKSFSdWUihSV4qttulqVVOrmlrVrKmq+Q3EJd1ffm5fPVxD"
    "iNHyY59eXrc6N3At+NCnXx4urjv3nzvd78/R6nOfPnR/7N5+7Z6j4MOyJEgvP/bpp1ZHPM"
    "T/u4p/+qnT/roKfoJv/Omt7mX7WhRffkzqCEVG39uzIsFqScNTJFTtLBXnqvOIqWwHhCYw"
    "/uAaZ5klLCZU57G+4Rp2ViRy8Cw7cvAsFTkYKsolh1FETJvT6zyMRiRYDwt6my3L68SVSV"
    "+zIK2nkZGFbV060JWchjYJrUP4A4aWTUqDK5HU8Cbh5Tv6KZxjZTyTRakdYUJOhQDxPWQE"
    "WcI2xQubYQn/kR2kLJPdKly5ZvDvO1p5ZDkuHPVCN9FyUsJa16mzrvOKubxq1qpqpT2qNb"
    "i7ysOzTHO6wbyVlNXTVp2nrSGeuaVYjqWAeqOpepJ+QlwXP0nwzebpIyIqILxvpl7HZGV3"
    "dnWjc3SQwU5jOLSnVaVwSj0gigIrFdYQ67CYmoTFaL/BbfwGVyEx2RNGBeh+K2ewSCfLLW"
    "KQss9j2zCspuVXqFATJPY/kNvKcCmeumO2LW43orb7oDKVMNuTL3DY2/JdgiN9spBnsBEd"
    "FcU8hD1n0URzx+KCFJlsTtGAjFjgwjvEtg3H8EywSeQuweXE5T7AkfcPFDBhfNZBTK+txj"
    "VRtmcpnUFyuxIW2pXA/gyzu9zCV2ybPQAHjQNCczrGWVzqei/RpXCdPcfgR7e7vXPk/+3T"
    "1uVl+4vISx9+6tO79qeHe7gUfJD5hvrPgJrCT8mJ/nX8OjUdrulwlejwMKzCACf0WZlzpC"
    "WSG036NWuAqud8jo6zmb0hLqntDYdkbxhZdFPzeEJUW8frbB2X7BKL2j9SkpqjXxNwHg9K"
    "3pY/VjJ1TTNJI6d6WZ2i0H2+7ouNpUHokbvNPKYp4BC5PlI0Bv0rHOUsqCBgfYnjQpprjC"
    "JgiXBxWJ4QxJIcoY7nomeyANoI5CIlZVHpO6i/ZOLtIJBs11HZFTxGDf5MPAn+Oz0wwkw7"
    "RmhL/mFDrM9I3mv0SL0cf+vWAirtbWoQwq53rpW2bmpz9Zpq/9JMn6n6Rw35a9X/mAtBkS"
    "0A9kAlD0hMrotPGbBtCA/YzEsq655ILjVhE+lZOVvWVVK1T2/pdpvoSSv3qhjHw91oGvrs"
    "iM+ojD6YdotQTw8/E7rBehqVU1BhUtgG4JKNGjwiptv7kNpbUym7jTHRphYdDlFrY8tm4R"
    "DaqqWYVevKwSPprta/0czbzJpQpMwWdo7dpaMz33zGT2dALb4X5S3remiMXXEPyhA8HMM+"
    "FCxNEz4vZOxoK6ta6l8tfqkR1LHupAi9Qf0mNqg6L7DOC/xq2pLOC7wR9A25h/cP7cue7+"
    "Ltf0ouMa/jvW25BmQwsxwimd4vGLMJphkzfFwy0SIDLlqfJqliNFzc3l7HRsNFJ9ndH24u"
    "2hx/AT8vZPnKV9oDdkKwO4NFIIV4Nu0YldG04xa0o9Axy6ynS4E6Tzq1sog7DPKneuyZyI"
    "7Ty/afT8pp73nJCeocI76tA02/NMBSWQ1yGmRi46lLTGNSBt24kA73k3VenWrqGzQDyIiN"
    "ojyClBTRXLU+MHzH8OaYAmJdsgKGWpCgd6vqDhPjtRS1bCSvNwZou8tO7S6vaA8Ie3yWWS"
    "AyItZYB8JOVdBK0EIDxyKjJsLU9GNLAsIUIk2wh3yLg4hHmWMKXmv8ZtoisFk1fdqnX8eW"
    "TRBGc+Y8E0dYFIjbRI++o+gj38jD6Yxjrg80kcv82ihDDEwFCLxfXGR5aDb9uKrDfyKX61"
    "Ob4Be/hMfQgAgBykvDO9Ij9CgSUjz6gTjwqszlLzjmj2Hs2a/3HL6TF14t3zDwqqDR0dzy"
    "xvyn9imzTeTnCBF2DhvOmrQ8Hwb/p/CX9cYcJX5pgSbAv2fYPMrYNJpVe/UFnYbrlIPFtk"
    "aTRNU6CEgxM4wY6WVMBEsBJTijfdsIvLLHiG1zgljdqIxEtvo3RRj/N29yctW/SfJzNqZP"
    "M2lSkWyIozLqwXxShAU9ySZBT9IcaKgMlOH4Y0Ka5N+C5P8GrIz/fGg/gD3R/8u1yrtOTx"
    "wxGnzo00+dbnCYaPgpeZZoPWyQU4dx6Ca8BcxSc1JSTr15qfrzI0PMMvNKrYdbsfxSqQW3"
    "4Iqbu+Sm1lzLNUL8HOI5C4FFCvx1BndpFZtZ3mvWCvsxvGcnI153GuSebTqHclLhAWTDPB"
    "QodXCxasHF2vJZbCCpa/nUSe++jdGtDbA7tW8nqfoS8EpENbw61K0moW7R3lkB1A8uqRFD"
    "VTnEkrG8xcE0q8CyxB68xPEqy/g1RRDf6akqLeJYw3FDYu8P7jTzLP14VWadhT8bhvU26F"
    "J218xtrnShkexxg16+nb219v6f2XbVF+K40lUmm4WMiNSZnq+TPz4MqhIIB8UVRHcn1lT+"
    "RI/IjpjLSyG0FNFWvpJWvpTiuk8Xtr/+H/Ak2CU="
)
