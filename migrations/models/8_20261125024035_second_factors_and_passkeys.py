from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "sign_in_challenges" (
    "id" UUID NOT NULL PRIMARY KEY,
    "fingerprint" BYTEA NOT NULL,
    "network" VARCHAR(64) NOT NULL,
    "user_agent" VARCHAR(200),
    "tries" INT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,
    "user_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_sign_in_cha_fingerp_560cad" UNIQUE ("fingerprint")
);
CREATE INDEX IF NOT EXISTS "idx_sign_in_cha_user_id_f32bcd" ON "sign_in_challenges" ("user_id");
COMMENT ON TABLE "sign_in_challenges" IS 'A right password that waits for a second factor; of the challenge only a digest is kept.';
        CREATE TABLE IF NOT EXISTS "passkeys" (
    "id" UUID NOT NULL PRIMARY KEY,
    "credential_id" BYTEA NOT NULL,
    "public_key" BYTEA NOT NULL,
    "user_handle" BYTEA NOT NULL,
    "sign_count" BIGINT NOT NULL,
    "transports" JSONB NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "is_backed_up" BOOL NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "last_used_at" TIMESTAMPTZ,
    "user_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_passkeys_credent_cfa3da" UNIQUE ("credential_id")
);
CREATE INDEX IF NOT EXISTS "idx_passkeys_user_id_026cea" ON "passkeys" ("user_id", "id");
COMMENT ON TABLE "passkeys" IS 'A key pair whose private half a person''s device keeps.';
        CREATE TABLE IF NOT EXISTS "passkey_challenges" (
    "id" UUID NOT NULL PRIMARY KEY,
    "fingerprint" BYTEA NOT NULL,
    "purpose" VARCHAR(16) NOT NULL,
    "user_handle" BYTEA,
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,
    "session_id" UUID REFERENCES "sessions" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_passkey_cha_fingerp_d2202c" UNIQUE ("fingerprint")
);
CREATE INDEX IF NOT EXISTS "idx_passkey_cha_expires_76cc98" ON "passkey_challenges" ("expires_at");
CREATE INDEX IF NOT EXISTS "idx_passkey_cha_session_c2e2f9" ON "passkey_challenges" ("session_id");
COMMENT ON COLUMN "passkey_challenges"."purpose" IS 'REGISTER: REGISTER\nSIGN_IN: SIGN_IN\nPROVE: PROVE';
COMMENT ON TABLE "passkey_challenges" IS 'Something that a device has to sign, once; of which only the SHA-256 is kept.';
        CREATE TABLE IF NOT EXISTS "recovery_codes" (
    "id" UUID NOT NULL PRIMARY KEY,
    "fingerprint" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,
    "user_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_recovery_co_user_id_82165c" UNIQUE ("user_id", "fingerprint")
);
COMMENT ON TABLE "recovery_codes" IS 'A code that stands in for a lost factor, once; of which only the SHA-256 is kept.';
        CREATE TABLE IF NOT EXISTS "totp_secrets" (
    "id" UUID NOT NULL PRIMARY KEY,
    "secret" TEXT NOT NULL,
    "last_step" BIGINT,
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "confirmed_at" TIMESTAMPTZ,
    "user_id" UUID NOT NULL UNIQUE REFERENCES "users" ("id") ON DELETE CASCADE
);
COMMENT ON TABLE "totp_secrets" IS 'A secret that a person''s application makes codes from; a factor once it is confirmed.';
        ALTER TABLE "sessions" ADD "second_factor_at" TIMESTAMPTZ;
        ALTER TABLE "sessions" ADD "methods" JSONB NOT NULL DEFAULT '[]'::jsonb;
        ALTER TABLE "users" ADD "second_factor_since" TIMESTAMPTZ;
        ALTER TABLE "users" ADD "second_factors" JSONB NOT NULL DEFAULT '[]'::jsonb;"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        ALTER TABLE "users" DROP COLUMN "second_factor_since";
        ALTER TABLE "users" DROP COLUMN "second_factors";
        ALTER TABLE "sessions" DROP COLUMN "second_factor_at";
        ALTER TABLE "sessions" DROP COLUMN "methods";
        DROP TABLE IF EXISTS "passkey_challenges";
        DROP TABLE IF EXISTS "totp_secrets";
        DROP TABLE IF EXISTS "recovery_codes";
        DROP TABLE IF EXISTS "sign_in_challenges";
        DROP TABLE IF EXISTS "passkeys";"""


MODELS_STATE = (
    "eJztXW1z27i1/isYfdntjOqb2Imzde7cGdlWEnVtObXlpO2qw0AibLGmQC1JWatu979fHI"
    "Ck+AJSpETJFIIPiSUSB6QevB085wW/t6aOSWzvqOP7ZDrzW2fo9xbFU8I+pG+1UQvPZqsb"
    "cMHHI5uXxaIQv4hHnu/iMVT2gG2PsEsm8cauNfMth0LpDnqcE89D/gT7aIE9NHbm1CcmWk"
    "wsm6BbYloev/7oUPKeFSPIdh4Ru4iRaT0Sz0fOAyvseARZPrt+BM81nTF7sEUfd/eIObV+"
    "nRPDdx4Jk3DZg375F7tsUZP8Rjz4+nvrwSK2yT+3WI0cEL8FpchvM5e9EsPACwUDqOnctg"
    "HN5YyD2eKFGYb8yx9tlKiUVWOxeowta4WCsyeDV5xodsuEkvy6Ecre3/cuP/CSgPPIGDv2"
    "fEpXpWdLf+LQqPh8bplHIAP3HgklLmbQx/oDvFrQdcJLAlp2wXfnJMLUXF0wyQOe29CrWv"
    "/7MKdj6EwI27ZFjcdf7aOx45Ijy/SOKFkYlvl/wZvGpAyjfzMw7roDw2hl+mQAVrwPBZfG"
    "DFmGmkV9APj3P0S9K3z41RY84OJT5/bHk9M/cUQcz390+U2OXusPLoh9bKzacgV60FOSqJ"
    "9bFLtLOe6BQAr40dIn3iaghxdWqK+GbghgCNF+QT2/ujmHmqee96sNF750bs97/c7tP368"
    "7vydYz1dBreubvofw/LxBjj/x6Db4S2wQtx3l0a1rr6SqLO7Nxf5td15BSb2s0BeMhB8a0"
    "rkYAqJFJBmIHIUflAL0EHvuns36Fx/TvTny86gC3eOE105vPqjwN9hC6pYaaNK0Nfe4BOC"
    "r+ifN/1uupWicoN/whLSwnPfMaizMLAZxyS8HF5KNGtsqanYvElJ3cyNa2ZY/h+eYmsRXB"
    "jh8dMCu6aRueMcO3lls7emx9P0FUzxI28kQBPeM1Auu8+ESrVOcaNQ5yRQpLTG+cDuC21w"
    "wqpknc1EvoMwRY77iKn1HwxFj9Cts2AqoEuQQ+0lYo9wEUOSmG00WqJvC9fyiSEe/A1ZFN"
    "397Uqme+7uYUM6pN8m2Jt8A111ik0Ceiqor3ARjcgD04NAY8XUhDtMQeJ3XdBof4TX/B88"
    "Ny3/aGr+qY08R7wllBAPYjJDmnpR/ooYjSes95+xdyVCiD2fXaKsXVlp5OMnwsTmPhq5BD"
    "957B3yVOZfWvHagzWVzqcjdvtfRfq0RMybj/5Nxn6qkvq0bckjWds67l4fOLOMJ7Lc5yO5"
    "4L4e5ozHc9clpt7SqLSlkTR02RaQiGqVO6VyByMzg+q59dijvhzXlUwKTkustQcGJHtf9u"
    "fPfzk+Pjl5d/zq5PSnt2/evXv706ufWFn+xtlb74q2mr2Pvf4gqYfBhdTGMZgak7BfTLCb"
    "s20MyqcgZz/kECGf4t8Mm9BHf8K+nr4pQJPt03l3Pn2TUm37wZ1jfisJbricP7HfVwXktJ"
    "yCYJ8clwD75DgXbLglB7va5JyU0vNymgqJaYdlIY3LbAFooFUohmdC+S2NaEJKY5rEFHS2"
    "LJp/vbvpy9EMy6d5HIvtcv+LbMs7RO2hAEpAIkHehLNoRDnHJtgLCeEMFZynQI/vcjLYF7"
    "NpKVEF6bSWS7B5Q+1lMOQOhF4LZodCEtUkPrZszxBWxSpKTVZyI7WmYVPYrlVI4MGqoByW"
    "V1BlrAfcJlHFF9yK77byGOPwfnstcWwIhwC3JIE8AIY0oFST7OgPnmBG4ZbgUN8jy/eQ6y"
    "yQ7Yyf0GzOvnEy1/WAxnVck7hZ1ngnT1jvsJBLmjWXv6lEp/EnwX9vDow/s7HnG5uwPClB"
    "TfVsTPVMmFJSaSkJyuulpMQ6zbtpdV04JqagHnwgeu9BmJUvhfqcqyuE90voCmas6FpV4W"
    "tgHJ2x1dih2EZ4BGZRtqjzypic60zRgi3H3FA7Zq/W5ubaBRf0Q6tqVkWorWawIvcdJolm"
    "2PVDCzJXMtrgITmegDk54QoJBTxsC8MyfBk55pIbrs+EGZkgf+GwZ1I0IkMYdB4YsqE0dX"
    "hZuPVggYbD3pm/KQgFT1gEZuglWrC331Z3OSiD38FqKM3VEJs7i1dg6WC0VbKBBOXVIwnq"
    "N33AhJTFdkB+y9Gpw/IqYFukY3T/PigmPhO+tmHxNBuaxFosBZs4EcYFa1D2DqgdtK5XWt"
    "frmWQ6c3ym/3Sot5BzQ5kyhTqfFZU2MC9eRfGDmBIhFTj9oencF250C8ufsO9PZCkCTiwz"
    "8uGL1CF2M9DYCoJbdvmgiiEuOhpFBU3OI9gmEqTzF8SVhBJkx97XRO1Zr5fFnS6LN3P/0W"
    "E4X2PLli2JifuFy6ETlDSm5TkQMGYwuZHz2xksTEwwdIf3YK2yCX4mR6gHHIXrWsRD1EEe"
    "GbvE99rCG14QAg6TfeLLEyxccqPJDp7DvezDmFbuaQ9L5gOhY/Zbfcc5g2WT++uD27u4yx"
    "8+nyHWkz0C7u9x6kWYZ3xChXlnSIPKEbQK95VHX3lgKnjXLxz3iVXNf0NQcRt9M9mqjP1v"
    "yIafgYFqXvnvs1/lwGodvE6+633RUu4x7YFPGOJJdTp9M8BhAqq51rlHuNfUDr3TtU6jij"
    "s6m6XZxA0NWYVTSUopoeokqZXjt2UMO6xULrnC76VcpNnUZgeTSWmkYzIK4ly//WyGXfYp"
    "9GAo68qXlNq/Q19sZhnNLdu3qHcEj32J2WQnbn7RKprt+F06n/JW6bE3xEyXyO6q/L2PgN"
    "bXTm/Q63+siH8odoaCD0N61+1f8ivBB35lwL8OhvRDp3fVvTxD4u+Q3vd/7t987Z+h4ENa"
    "tSszqF6flhhUr9MbgNWgglvpQPZVHpNkA+a6W8RF9udr8WpXs5ZwtDh+/ebdm59OTt9E/h"
    "XRlSK3iqwLhe04T1XQjMprKNNQzlyH/cpplUU1JqKC5SI5+t++elVi+LNSueOf30u5xou9"
    "TwbjYlJmJaXNFE3jYxKLM+f0KzdvTEy3b5PbN8YzVGzipKSCtKrCERaN8UM5nJFdwQ0lZN"
    "kqoBoT0WhKAiiS4GaR/eC4xHqkP5NlZruYwjMg8++Dag4S0dXV1Su6eBERp/HuxH46+8HE"
    "F3pv5+6ic9lt5U4GNSB7k6pOTYRlSVmkSL+MLetO0O8tiRkrvNUusmB5IX3fLmO7uqE8F6"
    "iIt8EIel9b+E2AccYkz9aYHCFYSoVViDUAcWesHbifLA/MIQ9sBpgg34GcSJaHnsjMzxqv"
    "dvmgirafOkwp2t7RJHtH0DWMWK/JtkJRhtGcCnTG0TbaLOPolI1Ex6zE1sdEmkHVw/MkA+"
    "HuV/tSfPtx2Prhl3/9cHb2b8+ho2HrT4dE3RP2AmxZE+k4NqEJsvKaL2gyX7CBRXhbc3DD"
    "WjNJqb55W4JRffM2l1CFW5LdI9PqZKtPPshJKfVwPi5FXR8XUNfHWepak1/56KtLfvF42P"
    "lmARZpWQVb/kBautRqNXOd543aOSGoNZImt7F2DP8+mplBuFFIXExOD+Qmt/CLmU0OaNge"
    "it2koZBubzjJp/PjfqaeB6k0xxNswwaGSLbL50EdH36+JXZkK5Fj/lnUdxFWd7DTVAb+JL"
    "Uw5gnGoBQlnEXbEreOqPAiqk+hjvvHTq1HbEro0VV/k1mRUkXahdYkVtiwaGpAlDmDxLUe"
    "Jz6CAbVwXDM8mw4MOQ+OizASBCISBOL7WFoW8RwRsBQlZcm1K+3yQdLjPOImgsIDPLSZST"
    "Uz08bmJW1WqsmsRIkPAYNV6NWYiA61KRFqo0nsvZHYPkTpZlHOjReIyut4gXS8gLYH5EOt"
    "rj1AE4ibLM5NauWy9NImI7teY0/DlifF2lfTh2saVdOHjaUPd8nncNQlJE7YGvnMDfyg0m"
    "SNSLIb5lLjfrpHCPLNBB5AQIt4vgPZ1yzK7i+Ii8YY6sKeyKeGxs50hl1ZJt/6q/9esuWq"
    "QpyQaZB4qex2MhKoZ8u+HvT9bSR3kYOE/60Ab1heQULkdamN+uuCjfrr7EY9JJeNquftZA"
    "QVRPy0DOCn+XifZuDmo994Jq7FqtzIc0BWgd4DNHkPkPAnrxQ3kJXU4QN7Dh/wrGDrsHkE"
    "QVSFHqZNHqaaZ81fFdXiWTOMQhn/mWz61M19QNJJWw9y0Bf7zcRjdTcHKhYWfGBDphxIUh"
    "eULeDK+r+oCJvQfscizJ3HTG+J25dYhQOoT1XkAifAelz/VAXJZdob62JLVszcdkTeBnVd"
    "sK+q4mXRZ0ucWOEZntS5ogpivag2RVfGKYEjPb2JNdtWi4hl+7gm4TmhKvYw0Pm2nbOcQz"
    "7dvhge08UPvuES9sZb43QJdd2KqlTCq5IlK55u3J8Z4qSBfFxvKBk47L/16A5YdXdRbYpM"
    "bhXtflllS2IElGpk+RbBHI2wvDO37yAeXQmHcIaWO4eOiTh4CRQBMN9F50NYHjLZI5+JuT"
    "qJyXUWP3jIkloJd/MQnRzoOzc+asoqF3DFKCvtGrjtMGtSK2vXQN2+2jVQuwZq10D5FiEk"
    "GCUbgxj3mL8diNOcZfYAcIjqDFtucIrqjCndrK3RBNuQ0FO4+P3gBak8WWkyk5zmunk10m"
    "BMpqGZhPoWtrnOXkaxb3PFWqv3Cqn3sS6Qwb8oLDMjqgMz4wpAlcDM2XxkW2MjmHTKN0FS"
    "TuO/Kf58dptgatoSP5yiBkgJ6hbYtAW4mZpnrZA1wGNuUGdSbn+RnbukFURw51+Oj09O3h"
    "2/Ojn96e2bd+/e/vQqivLM3ioK9zzvfYSIz3Z8E5INAWUvQL2Z48rI/XzvwaTU/j0HX2YQ"
    "7MQnUHuh79YL3fIM2DkQ05jPJHOM49gE0xxdMyWanuaZ7AFiXjRl3NxcJTr4eS99Uv399X"
    "mXtQFvAVbI8nPmFc0f53d6dfnjhqWa1RSjphg1xXiokB44xViYTk6W4nAt6Vg5n9ydA8eD"
    "MKhFfjcc8oMT7IHHAGyi2oGbgPOAFhNrPBGJ3cAf4O5T58/Hb0/zk8jVXvt2meNiFshteE"
    "qY5GK1Bs7m2rlBJfZTp6R7ad5nNndZkZyNb5fOp5kVLkWARuJN3ge3brsfe3eD7u0ZCj8N"
    "6V3vY9/o9c9Q8GFIP9/efOmeIf4nPcuW2jfXfsj9CxOjh6O372p86O1zft9Xd/us3a82GY"
    "NNamXtfqXbN75nqKDbJ6X0qdiFBIm3it7dkiMpHwfcTFzXsiTJftUkoiQRwSghSdIRjvkE"
    "STausoxvFg+L4NwFdBLTgxAJkf3eZp0RiRwbWxAkO3mClCRJsLH5fIlmITQLcYgant5l6V"
    "1WfbssrX6rrX5r06Q2Tb600t1Q02QsSFyibydDyPO17VjkemldWxQPLYVRwAJ7iB0EV6Mp"
    "fiIeV5k9HpX8nhUUGjJXkKOUxvTBcqfylMk7eorOnHxYmnVeVoUB+S3PnziSaLI9qZblvP"
    "v3QWIlzzixJlTpsHjaszWpSHPfLc8nMg/LAi/uhNhGTtwNU6Nexodbb2PyG0TdbYw2Fm00"
    "/TWolUvtZiJNZJPhnZLV+9Ymt3Rz9q0vevJDjbvWKpusdTvcMBPXjve3TYC+5t3tVjvWWM"
    "5GyY41mdExf8cayyNZbsMKvq0jx1zCXhB7T8QEj9YRGbPLbL8o8iyKw3jiubUYDj5xK6bw"
    "2u2jKibycmKJH+uJ+0/500oewIaST/bzJEL9mv2DozN3dlA377Vs8R4ttfuxSvTESx/s9N"
    "J7st0f7eQ6MsfVcr7FoWyTsW7dfO2DVzH/M6Sdy2twKOZ/hvTz/flV7+4T3I8+Dmn3sje4"
    "YZfEXybT71z9427ApMSHIb3uQmznGRJ/0+vUyzgiW57BxhV7hzFAnmnRdeG7Sdk9xu9GVw"
    "42gDdalTcZQ5Hw/gZR63O3f9nrf6y4FIRibKyID2xkXFx0Pw+6l2xoBJ+G9LJ7cdXrw7Xw"
    "05Dedr/c/AyXgg/NGDFCMaxyQHpMYn+JNF7vanHRR6TvbR1Xl1sNlfmKTR4TU7C9D6R9S3"
    "Ftmjz/Lpp5bDubOXslBDVt3uQ2TrIkmXYuYDPSgjrmIqn7SBi0sthKRLVjXbFjXRyyLNSV"
    "HexuUtUdJsRrTRGSjiY3ScinjBqALmnpaeYMsRbfzCSZQJe9BerfX10V+TOuYMdjnrFxy2"
    "OEVjafzjjKAKlI7652ltDGprQQuEKLWgzdMoY1I966pTxCnbGFbRSICZ/NxcQhz8SFi2Tm"
    "e2hh2TYaEbTi8ZDvSB0/t6pMGlMV+2mB9Yg/I/yda1NnS4q3tQVHDQtOpm9U0jm1VlSgdG"
    "aHTQV4pcIa4mLF00o4UWypDVU6Y7Oh8JZTiqqpnMmeWQPQd7xC9VSgNNbSId2kmBpxPmqB"
    "SpUsUKhOCW+fWlQpHNdzRL1oipfII3BIoInmHimrSJWtSqpGBT9Jq1BahUqsOol+URb7hJ"
    "Be17Xq9MKq0zQ6G7tGtk65A7fTS3piFGvV6ftVnRIctURzSnPY+YpTnAYurTb5hGIqzdsT"
    "u1PRgVpgu3UWYq2rNElX0We07PaMFjCiG/9xaCWQE0J79DO8H1zsqvcmoT4t4xh9mu8XfZ"
    "p1iya/zrnzikfYk9lEz/MeSMwxRW61+ZVo/1p9QI52LCx0VhHqwSatnpTULklNdkmKKYEb"
    "tXKN3oW6lWtt5QohxjHPnrn/6DBUDAjj2tL74Sao6zqICDvI5s/6PWS8c1Y7uTo8RQ5wES"
    "wFlWBStu1SKnNPCbhCJoSVomRcQw8LOKSLqD5VkUtSSVuipir/lkAMVpstcfrsHPIJumvg"
    "4UeY1zHLf17VpCpYUwLWV8OjeOZNnG271TWv7S6oTFXMTBc/bIvUJdShNEAGsDlk65mKA3"
    "UrqlIJr30ZPwK1a40JZKWclTOEGDH1sIw9BNL6QH4ZTFG8GpmBpKio1A1E4qcfZhEqdAGJ"
    "CrV3mRhGe5YoZK3RyT908g+d/EMbJ7RxoqJxQsd77tQ9rzn5PQ8WTh0+24TwWX0ESBlotz"
    "gCpO6Q2UwEgiKQ73R/nuX2JdtzqQEgf3eeY4Aod1ghhfRCQWgrDnPF8tMEqYkm7Ap1fMTT"
    "xgIAaEn893CaycJxnzx+tkmbl3YoQcGZkPIjC3f0HCktwBPFGUVnFhZu3WtkBWLHZNZYK+"
    "sKOmxFJXIh22GzM3PB0Y1ScX2AY3vTAxzZFGs8E9diD5WoJPnn/WQEm0z41OJds4tjf3QW"
    "tY2aokG0QCl3Nn1gptrtq9m+3GZWmO0LVNMKKuRKQpNROlXeXiObV5uzCsgmpTSomkBtCI"
    "EadMwaUL5b1aQowMlBvB5bIN+2x/Wzjf0Hx512RG2KYrta0JsUFR7HXkK5ppomn2ydBQUN"
    "VqQszWrbvT7CXkBeupA+8IkpUB6y/DZyyaPl+cQlpjgqGvhQb4Lh+2gJDFfCF8qTsKu1Vy"
    "8lVcMfDgXEU+ATq4dtuce+MXetDMuqScYmkYzxBiwbDh2XUYLMSnoXnRyX8C46Oc71LoJb"
    "aZ0yHBllIV5JqAhwqcD+k4LA/pNsYH9izqmAdFpOQbxfvzouE98PxQpSKRxnYvzHtkVykj"
    "/l450QUhDs47dvS2DNShUcMvc2B2mPjF0iYc4KjA9pQSUQ37fxwRs7MyJxjPjr3U0/Z/6O"
    "JNJMpTX20X+RbR1y9IIMeMCiGPg0xillBSpIA6/p4vxZRy26eKNodx1c+9KeS7ds+DAN6o"
    "L9Y+uMxX5vS7KPlpRqF22nXVHeGKcE1m6qY08I8sm6BAKITEQdZDvgCsH3ugts+eLsa7YV"
    "fnbA6wiDHxKxXBTubrJ76lprH9IhHUzIEk3wM5yx/RCWCBy32shzxFNMyws7On3kD4h/fW"
    "RNjSjhL+GLR3MHqiGNHoW+TiybcCYAPKfYW4rXgl9Bpm30zWT7eux/Y6sSu4YnbGJ5j/CD"
    "T1zoIF540rc4AZynhtkoXR1/SK0eTzpZr3qERGrMl1Z0k2Jazd1AzcW+T6YzmQdw7oGucZ"
    "H9nej6alc6Vc0nugZTXkXVdSWloNp6IGqqdmbRu5M8Z5aNcp7rZOdVHAR0Au7K9tXGZt5O"
    "toBkd5hpovyNoSQ31PpN4Q3b94SHjICiHO3Bgk1cMq8EP26E1Qe7qOwWcIu6YMPX8xHrsE"
    "sPLSaEQiQLbKmi7R0xRTjLIoyH4ZmLvAnb2y0sf8LKv49v/WBb5jEowxcaUrEZfGBdFcy8"
    "YMoNX68d2oBh+8iUaOJSbCMrdyOXZ9kNRcN+lg6SqRJR0946Gcb6bBs8CGIvT4rjpTekCm"
    "1ItYVcW8iVsJCn5u6yQKfEFER7JybbCVtp85IDyYFeSWiMy2HMVCc20y6NqodmpOU03uXw"
    "nrt2FZiD4gqiuyuPGvzMtBDXqIhzUmojuBsW8rYftKPNQRbo9enbIuEmd+9W52LQ+9I9Q+"
    "LvkPa73cs747Z7cdPvdy8GZyh1YUgve3fB5+7lGYp/S2+GS01DZRquoNkkTmcvZx9q2CDR"
    "XlDNA34nXlC2NbVkVrl84FcSGvht3M9CXm4TE09KVkEjz4EYdbQtT9vydBrKBlj1dNjvTs"
    "N+y3jMrhIVGzs4+0g9M2sqxCgCr5bTkJTNlZgETerLuzlqcmdiFaHTB9e8oGc7PxFJFhMe"
    "nJRUEAweHsdUJtfmzCJjgpwHMOz7RH5EuLRMRe9rySqSPOaz5mSUc9YNtz5NQxvCm2QI91"
    "nLVKHcwvJNJkgbS7Y9M+1CqibnumLHJPbnif16R3DX7Ymtt/f5UKu7vZ/PzA1bPSmpW/2Q"
    "Wl0ffP49ELYrDbOCJpgQ0nSdziyp2dBmQbybJIhi2NcAsuLnyCSmxwSst2y+vu1dDMqxzM"
    "/YtfDWR8kA0/JF1KQQ5prhaxLDF/avHKIv1v2K+T4j3uXX836fnAXEDjFBBHo4ZGnk6Rny"
    "c0+UkpAH8sDrpWJUdE7Gl1YM2gVEm4442UPEiWYz98hmxuagsnNJfNrSO4nCncQsMEltqd"
    "yGlq3DhHStchvrUE0Kj44rbjItJKnXFWghKVWyXFw0VygCVUIEV4fRxEeoY9sIeC6P57mC"
    "aGNYsUbYIz9IEk5vXds65SUZ+x2YFn+RXG4nY9YKY5IpK1lzViqFwpyl2GqbrlY1taqpVc"
    "2GqprfQVDX3cWn7uX9FcRnRR+H9OKq07uGa8GHIf18f37Vu/vU6388Q6vPQ3rf/7l/87V/"
    "hoIPUUmQjj4O6YdOjz9E/F0Fj33pdb+uIsfgG3t6p3/RveLFo49pHaHM6Ht9WibSL214is"
    "X5nWaChHUSNpXtgNAExn+YxlllCUsINXmsb7iGnZYJuzzND7s8zYRdhopyxWEUE9Pm9CYP"
    "owcSrIclvc2i8jrrZ9rXLMiJauSksFuXS3Ulp6FNQ+sS9oCxZZPK4EokNbxpeNmOfgaHgB"
    "lPZFlpR5iSUyG6fg/pVCLYZnhpO1jCf+RHeMtkt4r1bhj8+w71frBcD87JoZtoORlhres0"
    "Wdd5wURoDWtVtXJGNRrcXSUxinLEbjBvpWX1tNXkaWuM514lliMSUG801U/ST4nn4UcJvv"
    "k8fUxEBYT3zdTrmKz8zq5udI4OMthpDIf2tKoVTqkHRFlgpcIaYh0W05CwGO03uI3f4Cok"
    "Jn/CqAHd7+UAG+lkuUUMUv5hdhuG1XREhQo1QWr/A7mtDI/imTdxtsXtmtd2F1SmEmZ78g"
    "UOe1uxS3CsT5byDDbio6Kch7DvLtto4VpMkCLTWVA0Ig9O4MI7xrYNZxhNsUnkLsHVxOU+"
    "wLH3DxQwbnzWQUwvrca1Ub5nKZ1DcrsKFtqVwP4Ms7vcwtdsmz0AB40DQnM2wXlc6nov0U"
    "i4yZ5j8KO7/cEZEn+HtHNx0f3Mk/qHn4b0tvvh/g4uBR9kvqHiGVBT+Ck90b+MX6emwzUd"
    "rhIdHoZVGOCEPq9yCLdEcqNJv2ENUPecz9BxN7M3JCW1veGQ7A0PFt3UPJ4S1dbxJlvHJb"
    "vEsvaPjKTm6NcEnCeDkrflj5VMXdNO08iZXtakKHTB1322sTQIPXa3XcQ0BRwi00fKxqB/"
    "hXOwORUErC9xPUhzjVEMLB4uDssTgliSI9TzPfRElkAbgVyspCwqfQf1V0y8HQSS7Toqu4"
    "bHqMGf8SfBf28OjDDTjhHakn/YEOsDpvcaPdIsx9+mtYBKe5sGhLDrnWutrZvZXL2k2h+Z"
    "6XNV/7ghf636n3AhKLMFwD6o5AGJyXTxmQNsG8IjZ+6nlXWfJ5eaOlPpWTlb1lVRtc9u6X"
    "ab6Ekr96oYx8PdaBb6/IjPuIw+1XeLUE8fPxG6wXoal1NQYVLYBuCRjRo8Jqbb+5DaW1Mp"
    "u40x0aYWHQ7RaGPLZuEQ2qqlmFXr0sUP0l2tuNEu2syaUKTKFnaBvcjRmW0+k6czoA7bi7"
    "KW9Xw0wR6/B2UIHk9gHwqWpimbF3J2tLVVLfWv5r/UCOpYd1KE3qB+FxtUnRdY5wV+MW1J"
    "5wXeCPqW3MP7r92LgXDxFp/SS8zLeG9bngEZzCyXSKb3c8exCaY5M3xSMtUiIybanCapYz"
    "Sc39xcJUbDeS/d3e+vz7sMfw4/K2QJ5SvrATsl2JvDIpBBPJ92jMto2nEL2pHrmFXW00ig"
    "yZNOoyzirgP5U33niciO08v3n0/Lae95yQnqDCO2rQNNvzLAUlkNchZkYuOZR0xjWgXdpJ"
    "AO95N1Xp1q6js0A8iIjbI8gpQU0Vy1PjB8x/AWmAISXbIGhpqToLer6g4T47UUtWwkrzcG"
    "aLvLTu0uL2gPCHt8nlkgNiLWWAfCTlXSStBBI9ciD22EqSliSwLCFCJNsI+ExYHHoywwBa"
    "81djNrEdismiEd0q8TyyYIo4XjPhGXWxSI10bfhKPoN7aRh9MZJ0wfaCPPEbVRBzlgKkDg"
    "/eIhy0fz2ftVHeKJTG5IbYKfRQnfQSPCBSgrDe9Ij9A3npDimwjEgVd1PPaCE/YYx3kS9Z"
    "7Bd/LMqmUbBlYVNDpaWP6E/dQhdWwTiRwh3M5hw1mTli9gED+Fvaw/YSixS0s0Bf49x+ZR"
    "xabRrturL+g0TKccLbc1mqSq1kFAiplh+EivYiKIBJTgjPZtI/CrHiO2zQliTaMyUtnqX5"
    "Vh/F+9KshV/yrNz9mYPs6lSUXyIY7LqAfzSRkW9CSfBD3JcqChMlCF408IaZJ/C5L/O7Ay"
    "/u2+ew/2RPGXaZW3vQE/YjT4MKQfev3gMNHwU/os0WbYIGeuw6CbshYwK81JaTn15qX6z4"
    "8MMcvNK7UebsXyS2UW3JIrbuGSm1lzLc8I8XOJ7y45Fhnw1xncpVVsZnlvWCvsx/Cen4x4"
    "3WmQe7bpHMpJhQeQDfNQoNTBxaoFF2vLZ7mBpK7lUye9+z5GtzbA7tS+nabqK8ArEdXw6l"
    "C3hoS6xXtnDVDfe6RBDFXtEEvG8hYH06wCy1J78ArHq0Txa4ogvtNTVTrEtcaTlsTeH9xp"
    "F1n68arMOgt/PgzrbdCV7K6521zpQiPZ4wa9fDt7a+P9P/Ptqs/E9aSrTD4LGRNpMj3fJH"
    "98GFQVEA6KK4juTqyp7Ik+kR0xV5RCKBLRVr6KVr6M4rpPF7Y//h82Ilps"
)
