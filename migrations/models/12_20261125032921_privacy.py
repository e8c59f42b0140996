from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "erasures" (
    "id" UUID NOT NULL PRIMARY KEY,
    "subject" VARCHAR(16) NOT NULL,
    "subject_id" UUID NOT NULL,
    "requested_by_id" UUID,
    "organization_ids" JSONB NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "step" INT NOT NULL,
    "counts" JSONB NOT NULL,
    "fence" INT NOT NULL,
    "begins_at" TIMESTAMPTZ NOT NULL,
    "due_at" TIMESTAMPTZ,
    "letter_id" UUID,
    "receipt_fingerprint" BYTEA NOT NULL,
    "digest" VARCHAR(64),
    "created_at" TIMESTAMPTZ NOT NULL,
    "finished_at" TIMESTAMPTZ,
    CONSTRAINT "uid_erasures_receipt_856956" UNIQUE ("receipt_fingerprint")
);
CREATE INDEX IF NOT EXISTS "idx_erasures_subject_fa3352" ON "erasures" ("subject_id");
CREATE INDEX IF NOT EXISTS "idx_erasures_request_1d7979" ON "erasures" ("requested_by_id", "id");
CREATE INDEX IF NOT EXISTS "idx_erasures_due_at_17735f" ON "erasures" ("due_at");
COMMENT ON COLUMN "erasures"."subject" IS 'PERSON: PERSON\nORGANIZATION: ORGANIZATION';
COMMENT ON COLUMN "erasures"."state" IS 'WAITING: WAITING\nRUNNING: RUNNING\nPARTING: PARTING\nFINISHED: FINISHED\nCANCELLED: CANCELLED';
COMMENT ON TABLE "erasures" IS 'The end of a person or an organization here, and afterwards the receipt of it.';
        CREATE TABLE IF NOT EXISTS "data_exports" (
    "id" UUID NOT NULL PRIMARY KEY,
    "subject" VARCHAR(16) NOT NULL,
    "subject_id" UUID NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "step" INT NOT NULL,
    "after" VARCHAR(40),
    "counts" JSONB NOT NULL,
    "attempts" INT NOT NULL,
    "fence" INT NOT NULL,
    "due_at" TIMESTAMPTZ,
    "file_count" INT NOT NULL,
    "size" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "expires_at" TIMESTAMPTZ,
    "requested_by_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_data_export_request_513279" ON "data_exports" ("requested_by_id", "id");
CREATE INDEX IF NOT EXISTS "idx_data_export_subject_432963" ON "data_exports" ("subject_id");
CREATE INDEX IF NOT EXISTS "idx_data_export_due_at_c149ac" ON "data_exports" ("due_at");
COMMENT ON COLUMN "data_exports"."subject" IS 'PERSON: PERSON\nORGANIZATION: ORGANIZATION';
COMMENT ON COLUMN "data_exports"."state" IS 'QUEUED: QUEUED\nRUNNING: RUNNING\nREADY: READY\nFAILED: FAILED\nEXPIRED: EXPIRED';
COMMENT ON TABLE "data_exports" IS 'Everything about a person or an organization, to be fetched for a week by who asked for it.';
        CREATE TABLE IF NOT EXISTS "data_export_files" (
    "id" UUID NOT NULL PRIMARY KEY,
    "number" INT NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "crc32" BIGINT NOT NULL,
    "size" BIGINT NOT NULL,
    "packed_size" BIGINT NOT NULL,
    "packed" BYTEA NOT NULL,
    "data_export_id" UUID NOT NULL REFERENCES "data_exports" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_data_export_data_ex_b33726" UNIQUE ("data_export_id", "number")
);
COMMENT ON TABLE "data_export_files" IS 'One file of an export, compressed as it will stand in the archive.';
        ALTER TABLE "idempotent_answers" ADD "person" UUID;
        CREATE INDEX IF NOT EXISTS "idx_events_actor_i_d3829b" ON "events" ("actor_id", "id");
        CREATE INDEX IF NOT EXISTS "idx_idempotent__person_37a3c0" ON "idempotent_answers" ("person");
        CREATE INDEX IF NOT EXISTS "idx_outgoing_ma_to_addr_a1f4f1" ON "outgoing_mails" ("to_address");""" + HISTORY


async def downgrade(db: BaseDBAsyncClient) -> str:
    return KEPT + """
        DROP INDEX IF EXISTS "idx_idempotent__person_37a3c0";
        DROP INDEX IF EXISTS "idx_outgoing_ma_to_addr_a1f4f1";
        DROP INDEX IF EXISTS "idx_events_actor_i_d3829b";
        ALTER TABLE "idempotent_answers" DROP COLUMN "person";
        DROP TABLE IF EXISTS "erasures";
        DROP TABLE IF EXISTS "data_exports";
        DROP TABLE IF EXISTS "data_export_files";"""


# The history of an organization is kept for as long as it is there, and erased with it.
HISTORY = """
        CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger
        LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            -- By `erase_history` only: nobody else may delete from these tables.
            IF TG_OP = 'DELETE' THEN
                IF current_setting('allin.erased_organization', true) = OLD.organization_id::text
                THEN
                    RETURN OLD;
                END IF;
            END IF;
            RAISE EXCEPTION '% is only added to, never changed: % was refused', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'insufficient_privilege';
        END
        $$;
        CREATE FUNCTION erase_history(kept text, organization uuid, how_many integer) RETURNS bigint
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
            ids uuid[];
            erased bigint;
        BEGIN
            IF EXISTS (SELECT FROM organizations o WHERE o.id = organization) THEN
                RAISE EXCEPTION 'the organization % is there, and its history is kept', organization
                USING ERRCODE = 'insufficient_privilege';
            END IF;
            PERFORM set_config('allin.erased_organization', organization::text, true);
            IF kept = 'events' THEN
                ids := ARRAY(
                    SELECT e.id FROM events e WHERE e.organization_id = organization LIMIT how_many
                );
                DELETE FROM event_details d WHERE d.id = ANY(ids);
                DELETE FROM events e WHERE e.id = ANY(ids);
            ELSE
                DELETE FROM event_counters c WHERE c.organization_id = organization;
            END IF;
            GET DIAGNOSTICS erased = ROW_COUNT;
            PERFORM set_config('allin.erased_organization', '', true);
            RETURN erased;
        END
        $$;
        REVOKE ALL ON FUNCTION erase_history(text, uuid, integer) FROM PUBLIC;"""

KEPT = """
        DROP FUNCTION erase_history(text, uuid, integer);
        CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger
        LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            RAISE EXCEPTION '% is only added to, never changed: % was refused', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'insufficient_privilege';
        END
        $$;"""


MODELS_STATE = (
    "eJztfW132kjS9l/p4y8zew7jJ7EdJ+Pc5z4H2yRhJ4EsxsnMDnuUBrWN1qLFSMIMu/f896"
    "erWxJ6aQlJCBBKf0gMUldLXP1WXXVV9X9PZpZOTOe07bpkNndPrtB/TyieEfYhfquFTvB8"
    "vr4BF1w8NnlZLArxi3jsuDaeQGUP2HQIu6QTZ2Ibc9ewKJRuo8cFcRzkTrGLlthBE2tBXa"
    "Kj5dQwCRoQ3XD49UeLkresGEGm9YjYRYx045E4LrIeWGHLIchw2fVTeK5uTdiDDfq4u0cs"
    "qPHHgmiu9UiYhM0e9Pu/2GWD6uRP4sDX/548GMTU+ecTViMHxD2BUuTPuc1eiWHg+IIe1H"
    "RhmoDmas7BPOGFGYb8y18tFKmUVWOwerQta4WC8yeNVxxpdkOHkvy65sve33dv3/GSgPNY"
    "m1jmYkbXpecrd2rRoPhiYeinIAP3HgklNmbQh/oDvJrXdfxLAlp2wbUXJMBUX1/QyQNemN"
    "CrTv7nYUEn0JkQNk2Dao9/mKcTyyanhu6cUrLUDP1/vTcNSWlarz/U7jpDTTtJ9EkPrHAf"
    "8i5NGLIMNYO6APB//xL1rvHhV0/gATcf2oMfzy//xhGxHPfR5jc5eid/cUHsYm3dlmvQvZ"
    "4SRf3aoNheyXH3BGLAj1cuccqA7l9Yo74euj6APkT7BfX6Y/8aap45zh8mXPjSHlx3e+3B"
    "bz9+av/KsZ6tvFsf+733fvlwA1z/Nuy0eQusEXftlVasq68lquzu9UV+Y3deg4ndJJC3DA"
    "TXmBE5mEIiBqTuiZz6H5oF6LD7qXM3bH/6HOnPt+1hB+6cRbqyf/VHgb/FFlSx0gaVoK/d"
    "4QcEX9E/+71OvJWCcsN/whJygheupVFrqWE9jIl/2b8UadbQUlOweaOSqplr18yw/D88hd"
    "YiuDDGk6cltnUtccc6s9LKJm/NzmbxK5jiR95IgCa8p6dcdp4JlWqd4kamzkmgSG6N84Hd"
    "F9rglFXJOpuOXAthiiz7EVPjPxiKnqKBtWQqoE2QRc0VYo+wEUOS6C00XqFvS9twiSYe/A"
    "0ZFN3946NM99zdw0Z0RL9NsTP9BrrqDOsE9FRQX+EiGpMHpgeBxoqpDneYgsTv2qDR/giv"
    "+f/wQjfc05n+txZyLPGWUEI8iMmMaOxF+StiNJmy3n/F3pUIIfZ8domydmWlkYufCBNbuG"
    "hsE/zksHdIU5l/PwnX7q2pdDEbs9v/ytKnJWLOYvxvMnFjlVSnbUseydrWsvf6wLmhPZHV"
    "Ph/JBff1MGsyWdg20bfd0sSeFG4n9r/aLDVlsyTpQnlbQCKqlPmYMu+N+QSq18Zjl7pyXN"
    "cyMTgNsYofGZDsfdmfn34+Ozs/f3324vzyzauL169fvXnxhpXlb5y89TprE9t93+0Noxoe"
    "XIhtSb1JNwr7zRTbKRtSr3wMcvZDjhHyGf5TMwl9dKfs6+VFBppf2gPenS8vYkpzz7tzxm"
    "9FwfUVhSf2+4qAHJdrINjnZznAPj9LBRtuycEuNjlHpdS8HDeyhPSZvJCGZbYA1NMqGoZn"
    "RK3OjWhESmEaxRR0tiSaf7/r9+Ro+uXjFiKD7Z//D5mGc4zaQwaUgETELOTPooExOzTB3k"
    "hM2VDBdQz08P4pgX22nS4m2kBD3YlNsN6n5sobckdiuPNmh0zzrE5cbJiOJvyVRZSapGQp"
    "taZmU9iuVUiwsBVB2S/fQJWxGnDrZIS+4fwA+yTNFu3fb200SWuCamDnNE0PwfbqGWujdt"
    "cfHGFzhVvCOvsWGa6DbGuJTGvyhOYL9o2biW0HDMSWrRM7aY/eyRM2UyFSjWb1td8UMqfx"
    "J8F/F0dmPzOx42plrDwxQWXqKW3qmTKlpNBS4pVXS0mOdZp30+K6cEisgXrwkei9R+Gwvh"
    "Xqc6qu4N/PoSvooaIbVYWvntt1zlZji2IT4TE4XNmizitjcrY1Q0u2HHMX8IS9Wos7gpdc"
    "0PX9tUkVobKawT/ds5gkmmPb9X3TXMloAfdyMgVHdYRkCQUcbAqXNXwZW/qKu8SvhIOaIH"
    "dpsWdSNCYjGHQOuMihNLV4Wbj1YICGw96ZvykIeU9Yeg7uFVqyt99Wdzkqh9/Raij11RDr"
    "O4sXsNLBaCvkA/HKN89IUL3rAyakJLZD8meKTu2XbwK2WTpG59dhtuEzwuL1i8etoVGsxV"
    "JQhp4YFqxA2TuidlC6Xm5dr6uT2dxymf7Tps5SbhtKlMnU+YygtIZ58SKKH0SrCCmPTohm"
    "C1cQ9JaGO2Xfn8hKhLIYesAODNQhdtPT2DLCZnb5oILBMxXFucRIYULBVWSw49UNHYJNIk"
    "E6fYldSzTCfLL3VVZFATR1oQ03szczFpjB1hKKBlEbZ1Z/4T5a7Bd+woYpU1gi9zOVFcsr"
    "qc3yW6jA1cTkxtafV6A2MEE/DMIBTcIk+Jmcoi5YkGzbIA6iFnLIxCau0xJREMJcYzHZJ6"
    "48gFohd2nt4Dk8usKPZeYRFqDQPBA6Yb/VtawrUGp4nAaEO4i7/OGLOWJ9yCEQ9hA2jAnn"
    "mUuocL6NqFc5glbhMRLoKw9IhqiKpWU/sar5b/AqbqFvOtOZsPsNmfAzMDgC1nEb7FdZoE"
    "t5r5MecpGlaDlMt+OTr3hSldoWAxxGfsW1LhzCOW07jEqosGo25bJZGGpSWmdjQhBCjZoA"
    "P4OwHZFqhDIaNaedvcrjzGOlUg1q/F6MFs8mTNObonIjHZJpIM7V+0zn2GaffNZKXvpmVG"
    "r/JM7QzDJeGKZrUOcUHnuI2WQn1M5gbU52/A5dzHirdNkbYqahJPe97t5HwMnXdnfY7b0v"
    "iL8vdoW8DyN61+nd8iveB35lyL8OR/Rdu/uxc3uFxN8Rve/90ut/7V0h70NcYcwzqF5e5h"
    "hUL+NbtPWgglvxtAjrrDjRBkyl2IRF9sevebGrWUuQa85eXry+eHN+eRFwaoIrWVSaJG3G"
    "tKynImgG5RWUcSjntsV+5azIohoSaYK3Kjr6X714kWP4s1Kp45/fi4VDiB1VAuNss9laSr"
    "mm6mwxc7gfp3DzhsRU+9a5fUPWi4JNHJVsoOG7wVE1teEeHc/ILkA98m13BVANiSg0JX6G"
    "KLhJZN9ZNjEe6S9kldguxvD0XAT3XjVHiej66voVbbwMDKfh7sR+OvvBxBV6b/vupn3bOU"
    "mdDCpAth+rrpkIy1L8SJE+jIcMPF9EHxiPU2nmsfDtVpZ/bMYLajaULMTj8VxIsIQCE5rB"
    "4rKvM7xCuoUs1oEEt2bCHgkxV5xBg3RiG89EX9NsbGv5g4OMNDJ31U8RxG5gK8L3tV9LcM"
    "I9IrbvuvKs3MJJ5Vgzwu8+4mey9l2NLXfK/VaICZkWfSzju9qBK4hAu6qEvcoBlOkAmi9s"
    "JlHaNBsSr7N74uRLZ9B995vW+dTufrxCbD4xHlY/8REyooMOSH1u39197Q9uryDFIHF/mm"
    "PHWVq2PqIM3d77ji8rAkRCssP+ILgJ2QlZdxB3y9huz3L5nTLcTgmHSPAqea1jgUDzbGM7"
    "ceup3XU6+s3dXSsyYZmFqk6tnMt0tigXl7FQURlH077KjKPMOHU24xzGuHBHJgu2M16lJj"
    "aPFmhlGRgcr6hWJNP513jW8am1hGhsztVGDutBkMilBSm7xytOQE3LQp5iWKiu7pJ7/ZZK"
    "59yorXR6RtbN++hjyMp6ctd93+vcat3eFQo+jmjwUXs36H/Sep2v2m3nS/emEyoVvxVI9e"
    "+HQTH2GchRd3fdfk/r9G6BFxX5OqL94YfOQPMu3vmFZFdha/6O7c4/aMP+L52eNujc30FZ"
    "2dUR5dt3jRsJulAq+t2/7xkCBp1/3DPFY10ufj1aPlYsuOuZDoLb/vcR9U0RGrdMXKHo99"
    "D94AHxK2VMDxd5eCMX6bSRiwRrpASzeFtacc2UgBjCr/Ig/Cod4VdxhPlSwhZwWigNQlSq"
    "eTif5aJAnWVQoM6SFChKXIhrKYJzSKR5IF/8nKcz/5zemX9OkMzIszEpxI5fSzQP3zd5+v"
    "Cb9C78JtGDVXrd79NUeTAbR93auAFGjppCerxWDr7rPpHaN8StVrZlw9u1t/KYNPqUH84r"
    "0tRiBJi0BEMBombFYpY0VuSSAlZDFxLekgfWc6fItZ4IdcIHnrUQwZNp5KQ1SIfV4nly5y"
    "aecPZEkOSOx/7yBCn+IWkjSi3XLwOb4DF2yFugQYiz2VghbheBdCtekjv2Gqbup9yDMF9R"
    "ADvw6qeoL17DP4htREFbghDnZUvEKzMEiD1nQHBOxxOZl4oLVvaWk0baW7y+roW6SbIVss"
    "4eTqlAnUUc1mCKnEXsAyrPy5enKVIy9Kk2KNwGaXmxU2PMkoIq2CwebOZhVGoPFZdVjuE6"
    "O4ZnTLWw9EJB5CGRekSQw/Mka/rdH+at+Pbj6OSH3//1w9XVvx2Ljkcnf9tN4+8mopywF2"
    "BbBXEyWJnotaS8GpJ1HpLKnaDcCcqdoNwJyp1QAt/q3QmK95wOfXOdCfxwmZKs2LhsA1v+"
    "SFo6l741t63nUu0cEVQ6dZ3bWIUxfB/NzCAsdb5ESE4N5Dq3sHLyKyf/ETv5wwk8HQfOpZ"
    "9MsQm7FyIx+Fx7dbz7ZUDMIAmFHPPPor4bv7qjnaYS8EeNYxN+Wi+UooTbgbfErS0qvAnq"
    "a1DH/WunnBI2JXTpur/JuCWxIq1MjgkrrBk0NiA2s03aiGf0QH4gu6BoLDHwPR4sG2EkTO"
    "BImMDfhs44FM8RsS7BCYdhBkaEoLLLB0moHr+fhP31/9p1Vg3F+agT56M010NxPCriFxzA"
    "cF031Hedw1y5YfbmhnHhUJUkyqkkmaC84sbEuTHKH5AOdXP9AcqAWGZxrlMr5zUvqTwozW"
    "5fZT7c0KjKfFhb8+Eu7TkcdYkRx2+NdMsN/KDcxhov+Yh3MDEP+DlFw1AOUsNBPLmgDjE4"
    "prUkNppgqAs7XtLTiTWbY1uW8KT66jfH4CjDSZ0MJ3tOA1kC9P1tJHeRBZL/LQCvX76BBp"
    "GXuTbqLzM26i+TG3XfuKxNsTMtAnRCsIGIX+YB/DId78sE3Hz0azxPrlGOOSCrQO0B6rwH"
    "iEREFIp8SUqqAJg9B8A4BpWRnYvEwARVqGFa52Gq7Kzpq2Kz7KwJi0Ie/kzytPvyHJC+V9"
    "cnbytwlIM+mzeTOPykPFqxA1caCJYkkWt5uBIJZI9sssmJ2DpBzDZQBbloGgmSlOG0BVxJ"
    "elUTYfOYktXwI5sKks1UXLYLXWlwPtSWUA28um7Y16biZdBnw+U4OJojZaAUQawb1NbQFX"
    "FGIFmKMzXm26paobPmPhE/A0sTexieG9r201Z7bvzS3FkLNg/bzuvW7mwth4ZHt/GDq9mE"
    "vfHWON1CXQNRVWPxAq8Q+XNu2VujxWrq8IqahFUh93GIPGi5c7ZITmySsUz2KRla7L/N2A"
    "5ZdXdBbQ1ZLAs6231tVOJvDymq6S73sE6cx+sO+S3n2LDhmFGHoLltPDPMEds6PAQHgvzg"
    "eFk2WWkyd2Te9bLVSMMbWA/QmeZlYJPHLuQJcGip1JaN8tZHu0BybskIdEiIqlCHVslQh/"
    "libBoTzZt08jdBVE7hXxZ/PrtNMdVNiWcrqwFigqoFyrYAt8zxOFBZAzymhklE5fYXK7FL"
    "35IIl/j57Oz8/PXZi/PLN68uXr9+9eZFEDeRvJUVQHHdfQ8xFK2wPykZVMFegDopenu6Pz"
    "4qtX9f/GEGwU687IrXtVtel+FosM8iuraYS+YYyzIJpim6Zkw0Ps0z2SPEPGvK6Pc/Rjr4"
    "dTc2gfTuP113WBvwFmCFDDdlXlEkgvRO3ywSQY2Tt9XThlH3hs5FElLxPCqeR8XzZJkYMx"
    "O0yJIGbTQ6Fs7QcmdByngGtciYgn374BQ7cCgxbKJayGJdiKdMWU6NyVSkSoHsKXcf2j+d"
    "vbpMT8tSee3b5WIJhftuY6eESS5Uq8evUUlemmT9VEleDm33mS9sViRl47v5NOuQeJ33wS"
    "eDzvvu3bAzgGOhxSdxMHVwxDU/4PrzoP+lc4X4n/gsm2vffJln2xzXFkO75ktpgpjDGUaP"
    "R2/f1fhQ2+f0vt/c7bPKdVJmDNaplfPunVWukwa3b2jPUEC3j0ptoeMfT8uWN5A464CFLW"
    "0k+UMf6onrRitJtF/VyVASobtLjCRxOny6gSRJws/DzYLCwnYBnUR3IDGJyCdrss6IRNTq"
    "FgaSnTxBaiSJWGPT7SXKCqGsEMeo4aldltplVbfLUup3s9Vv5ZpUrslDK901dU2GIkAk+n"
    "Y0PiRd2w6FpeTWtUVx31MYBCywh5jGhMetoBl+Ig5XmR30YFuzt6yg0JC5ghwkCaQPhj2T"
    "JyHc0VNULsLj0qzTQqaG5M80PnEgUWd/UiXLeefXYWQlT5BYI6q0XzzObI0q0py75bhExr"
    "DMYHFHxEqRuGumRh2Gw622MekN0txtjHIWlZr+atTKuXYzgSZSZnjHZNW+tc4tXZ9960Fz"
    "KVe4ay2yydq0w/XD7He8v60D9BXvbrfasYYS/Eh2rNH0P+k71lDSoXwbVuC2ji19BXtB7D"
    "wRHRitYzJhl9l+USTlEentuYvHoNxfw3BwiQ0yOrGNZyYFO0x+y7aWbCNqSHatu33U5q1r"
    "hO5qhbIEVRP3H+PTSh7AhpJL9vMkQt2K+cFBFvsd1M17LVu8xytFP26SeeLQRyUcek+2+8"
    "MSbEtGXM3HLfZl64z1Sf9rD1jF/M+Itm8/AaGY/xnRz/fXH7t3H+B+8HFEO7fdYZ9dEn+Z"
    "TK/98be7IZMSH0b0UwdiO6+Q+Btfpw5DRDYcjY0r9g4TgDzRopvCd6Oye4zfDa4cbQBvsC"
    "qXGUOB8P4G0cnnTu+223tfcCnwxdhYER/YyLi56Xwedm7Z0PA+jeht5+ZjtwfX/E8jOuh8"
    "6f8Cl7wP9RgxQjEscuRoSGJ/iTRe7mpxUYeO7m0db65t1VfmCzZ5SKyB7X0k7ZvL1qaM59"
    "9FM09MqxzZKyKozOZ1buOolSTRzhnWjLigirmI6j4SC1pebCWiiliXTawLQ5aEujDBrh+r"
    "7jgh3uiKkHQ0uUtCPmVUAHROT089Z4iN+CYmyQi67C1Q7/7jxyw+Yygx/4RnbNwyQ/ja59"
    "OeBBkgG9K7iyUKL+1K84HL9KiF0M3jWNPCrZuLEWpNDGwiT0xwNpdTizwTGy6SueugpWGa"
    "aEzQ2o6HXEtK/NyqMmlMVeined4j/gz/d25MnS0p3lIenGZ4cBJ9o5DOqbSiDKUzOWwKwC"
    "sVVhBnK55GhESxpTZU6ECmmsKbTykqpnJGe2YFQN/xCpunAsWxlg7pOsXUiMO0MlSqaIFM"
    "dUqwfSpRpXBYzxH1ohleIYcQhKmOFg7Jq0jlrUqqRnk/SalQSoWKrDqRfpEX+4iQWteV6n"
    "Rg1WkWHKRYobWucaczxpf0yChWqtP3qzpFbNQSzSluw05XnMJm4Nxqk0soptK8PaE7BQnU"
    "AtutsxArXaVOuoo6o2W3Z7SAE137j0ULgRwR2iPP8H54s6veG4X6Mg8x+jKdF32ZpEWTPx"
    "acvOIQ9mQ20fO8BxJ3TBatNr0Sxa9VB+QoYmEmWUWoB2VaPSqpKEl1piSFlMBSrVwhu1C1"
    "cqWtXCDEOMTsWbiPFkNFgzCuLdkPfa+uT15E2FE2f/Zh8rFg3SqYIke4COaCSlhStu1STb"
    "Y9ReDCc0PzD28vj1d7bvwiTl5uJEaetYiVomRSwSj07Gw3QX1NRS5qbtsStabaKCOIwYq8"
    "JU6frWM+ZXgDPPyY9ypWws/rmpoK1oyAh1pzKJ47U2vbbvWJ13bnVdZUzHQbP2yL1C3U0W"
    "iANLB4ka1nKg7UQFTVJLz25SDyVNMNbqK1ApvPWaSFVOg8PiNIfQQ5eDBF4WpkTqSsolKq"
    "jCSWwc+0lEmTCQq1dpk8R7FvGuTRUglSVIIUlSBFOXCUA6egA0fFxO6UwlifHKhHC6cKMa"
    "5DiLE6JiUPtFsck1J1WHEiSqMhkB/SAXIs3sddmjA8sCRmizWM6aaKcIPlMU/YxuPUhQTC"
    "rJx30qQXsJPPZlFIfkRHtMuPy4G0w54hZWrMf3CuIPgabthkZkFyYggTgozGDgJU0RQ7iF"
    "qUwJmXTNawkWXqCH7osSQtDs1c1T5rB8acNd++wkpZy7L2UDznJlmFFM95tzxnZ2LNiWTx"
    "/ftdv5cSlRVIxM0EBpug/w+ZxjE7E2TQAhYRW0DifKr4UVSxfg4VxM+nosRdWvZTIejDMg"
    "r8LcBXJspCbaBMlIqIqpKZqmZONLNNnq2nUqM5KqlY5fVuZX9fVbiRQ4KqjevcxgfNfXE8"
    "7apS1dYFXuWWU265PUOs3HI1dsslF7OK+23uOKR6rmZbpMA5REpl4YlquO/TIRObVIPUHa"
    "+qSUDt3gOakSAx0f02+kOrz5DIKq0kPWJaPVLCt/9rVHJE5YiLTuuRjpEX/KiU0rpVesQD"
    "b2y8DlmBbti4mOu4Qhgduyop4vebFDGiYqZqS2sVdLOyFNJ8N+tKX4VKA3qM4SBnai0pGq"
    "+ukOE66IE1ALHnrB3cFtdullA4KGY9sFKnaLi0ELYJerQsHbH7MzZnJHWpHT5HqmuF6szW"
    "q0IjUSlUTVGowq2fQP/aoNheyfGPCcbpBytXsHOOc7KU0g88VkfgR/nSHlx3e+3BbwEHJH"
    "CmfOz33l9LWCDXvw077Zj2NZVCn84tm8oRbwK37PwsB7Xs/CyVWQa3FNHjO/QbKqLHd9HM"
    "JnZcbVHu4Nq4rCICHElL6zqomUVWSKlwqeWyZi0cXS0vXuVYLS9epa6WcCu6WirrmjL91M"
    "gikcf0cyBTRCJ1n8weIcvvl2GUkOcXzOPEASRJcLondhB2noguwtSo7gWVuTzOTISZrYj7"
    "FhmsLPD4kcW6WYuXhsgzR2zqZU6enT1Haphg/d8lWm7zRJz2UGFIl/eqFdfKuoKypTTJlp"
    "LssIk2yLKoSMWVXaVV0q4yYVOs9kxsgz1UwsIZsmGUsvOPCzbC0pK1O+j8Ooy0QCK4KdIA"
    "fvF4xFMUfrUlL9UUx7ZRK7kbVxvxI2lfZUBNbeYGJ/PyVNMCKuRaQhkAVAjGXtlL681ZAW"
    "SjUgpUFYhRk0AMr2NWgPLduqaGAhwdxJuxBePb9rh+NrH7YNmztqitodiuF/Q6GV7D2EtM"
    "rrGmSTe2zr2CGiuS18xqmt0ewo5nvLSfiY2emALlIMNtIZs8Go5LbKJzMye3hzpTDN/HK7"
    "BwRTKEORLrauXVS42q/g+HAuIp8InVw7bcE1db2EbCyqqMjHUyMoYbMK9DNCzTCGPWrmlD"
    "65GRF+K1RBMBzpXz6zwj59d5MudXZM4pgHRcroF4v3xxlueIYyiWkWXtLHHM8cQ0SEqARz"
    "reEaEGgn32Kg+PgpVKhZrfkyLtBGT03M6HuGAjEN+380HlEzxQSjtlLk6fdZplLk5Yi/JE"
    "5auzMw8dcz5gw4dpUDfsH1tnDPZ7TyT7aEmpVtZ22hbltUlMYOOmOvQEL2bcJhAariNqId"
    "MCKoSIc8IGz749JsjL2QaBTSJDtr+7Se6pK60dknoPp2SFpviZIJM8+CU84lYLOZZ4im44"
    "fkenj16G7/XXR9bUiBL+Eq54NCdQjWjwKPR1apiEWwKAOcXeUrwWzyc+a6FvOtvXY/cbW5"
    "XYNTxlE8tbhB9cYkMHEVnHbWsJgWHCcqOXyR4uHlIp40mF5DfPIBEb87kV3aiYUnNLqLnY"
    "dclsLkvd0qUpsIdFYpgbuwtvfrErneoR3uCns5cXry/enF9evGFF+FsGV15ntEkyL7A35R"
    "VUXddSDVRbj0RNVWQWtTtJI7OUymuiEpoUimpR6TaK+ldrm2cj2gKS3WGiidI3htGkIjk3"
    "hX227/ETiYGiHOzBvE1c9LQlnlXMO5UpuQXcoi7vFCfWYVcOWk4JhUgW2FIF2zuii3CWpR"
    "8PM1+MTcOZsr3d0nCnrPzb8NYPtmUOg9J/oREVm8EH1lXBzQuuXP/1Wr4PGLaPTIkmNsUm"
    "MlI3cmmeXV/U72fxIJkiETWtPRwfxYMg9vKkMF5qQ9qgDanykCsPeSM85LG5Oy/QMbEGor"
    "0Tl+2UrbRmoVPe1hIK43wYM9WJzbQrreh5enE5hXc+vBe2WQRmr3gD0d0VowY/My3E1gri"
    "HJVqXmaSXaEdbA6SQHfoYpawMCTDq+vevU/aN8Pul84VEn9HtNfp3N5pg85Nv9fr3AyvUO"
    "zCiN5277zPndsrFP4W3wznmobyNFxGs0lIZ4fzD9VskCgWVP2A3wkLyjRmhswrlw78WkIB"
    "vw39zLfLlXHxxGQb6OQ5EqeO8uUpX15Kq6tYahX2W3fPXu6w3zyM2fUJOppBnw0XV0Ce7Q"
    "YVNc/NGgsxCsAT54ptCZw4fO37Ac1LwKgOUcuDmpQBXR41OQW7idBxp/mkiont87qmJoG1"
    "04B6phCcyCLpLWcDtQNUidwZSucGmRA4n4T9Opf1Z1l2UWmZgpx1ydrrMeA9db/iFJ4L1g"
    "1txWdvEn3AZS1TxFDpl6+zWbm2JspnppNJNxepBPaQxP746y93BHfV/HVlFEmHurlGkcVc"
    "L9nqUUnV6sfU6lG9plC8SkRS5V+ts5l7rWEW0AQjQsrIqfJxKhtyvSDeTepIMewrAPneIU"
    "e8edkcehOeHiOwDth8PejeDPPZ5p+xbWAqc/QXMlqx4fRF1NQgzJWFr04WPr9/pRj6Qt0v"
    "296nhbv8ZrvfB2sJEVdMEIEeDrkteVKL9IwduSTk4U/werHIHpXJ8tCKQSvD0KbidPYQp6"
    "OsmXu0ZobmoLxzSXjaUjuJzJ3E3HNJbanc+p6t44R0o3Ib6lB1CioPK24yLSSq12VoITFV"
    "Ml80OVcoPFVChKT7MdinqG2aCOxcDs8OBjHasGKNsUN+kKTp3rq2TcpLNGLecy3+Lrncik"
    "b6ZUZyU1ay4lxeDQoOl2KrfLpK1VSqplI1a6pqfgehcHc3Hzq39x8hqi34OKI3H9vdT3DN"
    "+zCin++vP3bvPnR776/Q+vOI3vd+6fW/9q6Q9yEoCdLBxxF91+7yh4i/65C7L93O13W8HX"
    "xjT2/3bjofefHgY1xHyDP6Xl7miY+MO55C0ZGXidBqlbquyX5AaALtP0zjLLKERYTqPNZL"
    "rmGXeYJVL9ODVS8Twaq+olxwGIXElDu9zsPogXjrYU62WVBe5UqNc828TLJaSuK/TRlo13"
    "IK2ji0NmEPmBgmKQyuRFLBG4eX7ejncHQaxLYU2hHG5JqQk2APSWgC2OZ4ZVpYYv9Ij4uX"
    "yW4VIV8z+PcdIP9g2A6cLkTLaDkJYaXr1FnXOWD6uJq1arMybdUa3F2lfgoy65aYt+Kyat"
    "qq87Q1wQunkJUjEGjeaKreSD8jjoMfJfim2+lDIk1AeN+WehWTld7Zmxudo4IMdhrDoZhW"
    "lcIpZUDkBVYqrCBWYTE1CYtRvMFteIPrkJj0CaMCdL+XY3+kk+UWMUjpRwCWDKtpiwob1A"
    "Sx/Q8kt9IciufO1NoWt0+8tjuvsiZhticusN/bsinBoT6ZixmshUdFPoawa69aaGkbTJAi"
    "3VpSNCYPlkfhnWDThJOfZlgnckpwMXE5Bzj0/p4Cxp3PKojp0GpcC6UzS+kCUgIW8NCuBf"
    "bnmN3lFr5i3+wREDSOCM35FKfZUjezRAPhOjPH4Ed3esMrJP6OaPvmpvOZH4XgfxrRQefd"
    "/R1c8j7IuKHiGVCT/yk+0R+G16nM4coc3iRzuB9WoQEJfVHk6HKJZKlJv2YNUPWcz9Cxy/"
    "kbopLK33BM/oYHg5Z1j8dElXe8zt5xyS4xr/8jIals9BsCzqNBydvajxuZuqYVNyMnelmd"
    "otCFve6ziaVB6KG7rSxLk2dDZPpI3hj0r3B6ODcFgdWX2A6kucYoBBYPF4flCUEsySnqug"
    "56IiswG4FcqKQsKn0H9RdMvO0Fku06KruCxzTDfsafBP9dHJnBTBEjlCf/uCFWx3LvNXqk"
    "XsTfurVAk/Y2NQhhVzvXSls3sbk6pNofuOlTVf+wI3+j+h+hEOTZAmAXVHLPiMl08bkF1j"
    "aEx9bCjSvrLk8uNbNm0rNytqyroGqf3NLtNtGTUu6b4hz3d6NJ6NMjPsMy6izkLUI9XfxE"
    "aIn1NCzXQIWpwT4Ah5Rq8JCYau9jam9lStltjIlytahwiFo7W8qFQyivVsO8Wrc2fpDuas"
    "WNVtZmVociRbawS+wERGe2+YyezoDabC/KWtZx0RQ7/B6UIXgyhX0oeJpmbF5I2dFWVrWU"
    "X81/qebVsemkCLVB/S42qCovsMoLfDBtSeUFLgX9iZzh/ffOzVBQvMWn+BJzGPa24WiQwc"
    "ywiWR6v7Ysk2CaMsNHJWMtMmai9WmSKkbDdb//MTIarrvx7n7/6brD8Ofws0KGUL6SDNgZ"
    "wc4CFoEE4ulmx7CMMjtuYXbkOmaR9TQQqPOkUyuPuG1B/lTXeiKy4/TS+fNxOcWel5ygzj"
    "Bi2zrQ9AsDLJVVICdBJiaeO0TXZkXQjQqpcD9Z51Wppr5DN4DMsJHXjiA1iihbtTowfMfw"
    "ZrgCIl2yAgs1N4IO1tUdJ8YbTdSykbzZGaD8Ljv1uxzQH+D3+DS3QGhEbPAO+J0qp5egjc"
    "a2QR5aCFNdxJZ4BlOINMEuEh4HHo+yxBRYa+xm0iNQrpoRHdGvU8MkCKOlZT8Rm3sUiNNC"
    "3wRR9BvbyMPpjFOmD7SQY4naqIUscBUgYL84yHDRYv52XYd4IpMbUZPgZ1HCtdCYcAHKSs"
    "M70lP0jSek+CYCceBVLYe94JQ9xrKeRL1X8J08s2rZhoFVBY2OloY7ZT91RC1TRyJHCPdz"
    "mHDWpOEKGMRPYS/rThlK7NIKzcD+nuLzKOLTaFXN6vM6DdMpx6ttnSaxqlUQUMPcMHykF3"
    "ERBAKNsBnt20fgFj1GbJsTxOpmyohlq3+Rx+L/4kVGrvoXcfucienjQppUJB3isEzzYD7P"
    "YwU9TzeCnidtoL4yUMTGHxFSRv4tjPzfgZfxH/ede/Anir9Mqxx0h/yIUe/DiL7r9rzDRP"
    "1P8bNE6+GDnNsWg27GWkAvNCfF5Zo3L1V/fqSPWWpeqc1wNyy/VGLBzbniZi65iTXXcDQf"
    "P5u49opjkQB/k8NdWkU5z3vNWmE/jvf0ZMSbToPcs0/nWE4qPIJsmMcCpQoublpwsfJ85h"
    "tIzfV8qqR338foVg7Ynfq346b6AvBKRBW8KtStJqFu4d5ZAdT3DqmRhapyiCVjeYuDadaB"
    "ZbE9eIHjVYL4tYYgvtNTVdp0MmU9Wv/A1L0Tidc/cr+V5fXHXkkNfOQ5vf4frCW7ZSNMUX"
    "io/uCgyZQhAPkoyTMBlzhE+flPeIssppgGXnjDhXyU1HKRDvF97tKYSM5b2e2jNvvRU33H"
    "9VVTvo/UkmlnsVwbj9/ZcSw/n52dn78+e3F++ebVxevXr968CMwnyVtZdpTr7vtuL2YOFL"
    "aVhIZzIK4T6wydPyH9lWzOC93NnPF4lyK8YM75rvNM7JVHw/GTbhHbsWBOis9MLY8q9EDc"
    "yVQQlYBaRMgTGq84OQg7T951QxIcvcNnAV+q6/qHU6EHYE6xcvD3Cn1jysD8W5Ai2MQTgg"
    "yRZxj8pDDRcgSBXMUWamJ/E/cwu2ezSVpMtM6IMiHM6zxFXz3qU4hnhR4tAgHd6MG2ZlCD"
    "zctFSFzsHbDgQUloXG9HNAftyqNQpVKvUIh5FSValeFXSZSpaklQzmL8bzJxFbVKUauy1k"
    "Svm5T21a/Fa+2t/9wZ3PV7V0j8HdH+4H271/1ne9iFq+Fv9fDJh0ZvgTERlVKGliNnpXgc"
    "k4ITSoKZMrjv9TgzxfsA0fDt298gFJ79iXNSRrTz6+fuAC54H2oyIpiuUcDT6RdXjs6EEx"
    "40MfkoSHHB+wLNo5tc5CGbXKRTTS4SRBOhYCbh3ZDQ9ECUw5BCM14YpmtQ5xQeewglZidE"
    "RMU4UYyTukKpGCdN9kmDOUPjc3uR0RIRUkMmcXal8R8ZbTPDfutLNAbLPZhuFXEqX4Mo4p"
    "QiTtW2mXMtUuTPucGqK9HMUUnVynVuZcXf2id/S5GKQtBuTSrKkSojqnNvSykKPMLvDPMY"
    "tZKDcItiqGV62n1cc3nbtaBJN7vc+9RzUMPZthSJClrgyeWOSjj+inuUl4ZpIhh2uu+txv"
    "ZkajxLqETVVClPNx76kaLfe1STeKpx5S+tk780jUP0nRGIKtvR878JNNOdEX75Onuby8e+"
    "Vp9sYmJPzs+KmUwCkSZ12D2bTY7BUNU40OdMl2GKZHHsY4KqCbZsAhn6FNurLPQlwI9Xrt"
    "D9jgz6LBQ9v2VgNmBz93W31x78Jk/YdC3xc17/Nuy0476khDaZVy9MSqoN/oYEpGvEKtjf"
    "RynIx4nv5uSjiU5Wp3yYHZuf7XAi2bb6t1pZ+1Vir8+G2LxNHbLdIWEbRdhSpvO0EdCcBS"
    "WZ82/gVwqetU0mhNUG8jIyeLXVe/xvQAU2ug7yKIZAAmdVGrqfHlPQzxkyhKel9FNPikdQ"
    "C2Fdhx3zFbyUQxa6RVezU8RedkT9JxoOAo8KrxpBUiF4h+XUmExFaA683QN7CrHn7Mfy8k"
    "9knnGil1exFhLKPshrN5zpnVO9FSm7YUYGRcpWpOyjWfy3JGXXxjl1PA7I8kcTFCKmymTr"
    "QVGF5zWGonp0UQlf2zzBZUH8fbEr5H2QBSZ8bg9EGe+DPInmTbt30/nIYxaCjzVZIVSQQl"
    "XHbCkafY3mKMX6rqxnj8kj6x4lGFcRwQbSKZvEuFLU/ia3rklcl9gFNysRIbVNiW8Ck5a6"
    "BLZZPqSUCpRDqVXWoWQ8So9XS2dmrCWaFydafSJ4FVeRDr2Kq1BxFbVt5lQNIeExPowzs0"
    "1sYzI9kSX4E3daman91mU2OTLTG3aLFHkynSp1lynVpSRbTK+jb+dmqj2nMt2d9ExsR5pM"
    "Nn0xD4nU2YVUcjk/e5XnwClWKnVB5/diqQbmEtNfRlaNucz01wR0d8NjtahLZLuCLItgIK"
    "IO8ypo/DvoYvbX/wfowgQ4"
)
