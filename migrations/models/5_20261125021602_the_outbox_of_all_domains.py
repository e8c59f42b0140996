from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP INDEX IF EXISTS "idx_outgoing_ma_due_at_862659";
        ALTER TABLE "outgoing_mails" ADD "parameters" JSONB NOT NULL DEFAULT '{}';
        ALTER TABLE "outgoing_mails" ADD "state" VARCHAR(16) NOT NULL DEFAULT 'WAITING';
        ALTER TABLE "outgoing_mails" ADD "organization_id" UUID REFERENCES "organizations" ("id") ON DELETE CASCADE;
        ALTER TABLE "outgoing_mails" ADD "looks" INT NOT NULL DEFAULT 0;
        ALTER TABLE "outgoing_mails" ADD "problem" VARCHAR(500);
        ALTER TABLE "outgoing_mails" ADD "to_address" VARCHAR(254);
        UPDATE "outgoing_mails" AS "m" SET
            "to_address" = "u"."email",
            "state" = CASE WHEN "sent_at" IS NOT NULL THEN 'SENT' WHEN "due_at" IS NULL THEN 'FAILED' ELSE 'WAITING' END,
            "parameters" = CASE
                WHEN "due_at" IS NULL THEN '{}'::JSONB
                WHEN "subject_id" IS NULL THEN jsonb_build_object('name', "u"."name")
                ELSE jsonb_build_object('name', "u"."name", 'code', jsonb_build_object(
                    'purpose', 'verify-email', 'row', replace("subject_id"::TEXT, '-', '')))
            END
            FROM "users" AS "u" WHERE "u"."id" = "m"."user_id";
        ALTER TABLE "outgoing_mails" ALTER COLUMN "parameters" DROP DEFAULT;
        ALTER TABLE "outgoing_mails" ALTER COLUMN "looks" DROP DEFAULT;
        ALTER TABLE "outgoing_mails" ALTER COLUMN "state" DROP DEFAULT;
        ALTER TABLE "outgoing_mails" ALTER COLUMN "to_address" SET NOT NULL;
        ALTER TABLE "outgoing_mails" DROP COLUMN "subject_id";
        ALTER TABLE "outgoing_mails" ALTER COLUMN "template" TYPE VARCHAR(64) USING "template"::VARCHAR(64);
        ALTER TABLE "outgoing_mails" ALTER COLUMN "user_id" DROP NOT NULL;
        COMMENT ON COLUMN outgoing_mails."state" IS 'WAITING: WAITING\nSENDING: SENDING\nSENT: SENT\nFAILED: FAILED\nUNKNOWN: UNKNOWN';
        CREATE INDEX IF NOT EXISTS "idx_outgoing_ma_state_3427f7" ON "outgoing_mails" ("state", "due_at");
        CREATE INDEX IF NOT EXISTS "idx_outgoing_ma_organiz_83f48a" ON "outgoing_mails" ("organization_id");
        CREATE INDEX IF NOT EXISTS "idx_outgoing_ma_created_f5790d" ON "outgoing_mails" ("created_at");"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP INDEX IF EXISTS "idx_outgoing_ma_created_f5790d";
        DROP INDEX IF EXISTS "idx_outgoing_ma_organiz_83f48a";
        DROP INDEX IF EXISTS "idx_outgoing_ma_state_3427f7";
        ALTER TABLE "outgoing_mails" ADD "subject_id" UUID;
        DELETE FROM "outgoing_mails" WHERE "user_id" IS NULL OR "state" = 'WAITING' AND "template" NOT IN ('VERIFY_EMAIL', 'ALREADY_REGISTERED');
        UPDATE "outgoing_mails" SET "subject_id" = ("parameters"->'code'->>'row')::UUID;
        ALTER TABLE "outgoing_mails" DROP COLUMN "organization_id";
        ALTER TABLE "outgoing_mails" DROP COLUMN "parameters";
        ALTER TABLE "outgoing_mails" DROP COLUMN "state";
        ALTER TABLE "outgoing_mails" DROP COLUMN "looks";
        ALTER TABLE "outgoing_mails" DROP COLUMN "problem";
        ALTER TABLE "outgoing_mails" DROP COLUMN "to_address";
        ALTER TABLE "outgoing_mails" ALTER COLUMN "template" TYPE VARCHAR(32) USING "template"::VARCHAR(32);
        ALTER TABLE "outgoing_mails" ALTER COLUMN "user_id" SET NOT NULL;
        CREATE INDEX IF NOT EXISTS "idx_outgoing_ma_due_at_862659" ON "outgoing_mails" ("due_at");"""


MODELS_STATE = (
    "eJztXWtzozi6/isqf9k5Vd5Ubp3uTW9tlZO4pz2TOH0SpzOz4y2iGNnmBEsewPF4Zvu/H0"
    "mAASEw2NjBan3oDga9Ejy6vXf91ZgQE9nuQcvz0GTqNc7BXw0MJ4heiI+aoAGn0+gBu+HB"
    "Z5uXhX4hfhM+u54DB6yyIbRdRG+ZyB041tSzCGalW2A0Q64LvDH0wBy6YEBm2EMmmI8tG4"
    "E7ZFouvz8iGH2kxRCwyQjQmxCY1gi5HiBDWpi4CFgevX/A2jXJgDZs4dH2mphh6/cZMjwy"
    "QpTCoQ399h9628Im+gO57OdfjaGFbJNfN2iNHBCvwUqhP6YOfSWKgRsSBlDjmW0zNBdTDm"
    "aDF6YY8h/fmiBRKa3GovUYG9bKCk5fDF5xotstk5Xk942Q9uGhc/WJl2Q4PxsDYs8mOCo9"
    "XXhjgpfFZzPLPGA07NkIYeRACn1sPLBXC4ZOeMuHlt7wnBlaYmpGN0w0hDObjarGP4czPG"
    "CDCUDbtrAx+t0+GBAHHVime4DR3LDMfwVvGqMyjO5tz7hv9wyjkRqTAVjxMRTcGlBkKWoW"
    "9hjAf33z643w4XcbrIHLz627H07O/ocjQlxv5PCHHL3GN04IPWhEfRmBHoyUJOoXFobOQo"
    "57QCAA/7zwkLsO6OGNCPVo6oYAhhDtFtSL69sLVvPEdX+32Y2vrbuLTrd19+sPN61fONaT"
    "RfDo+rb7Y1g+3gEXv/baLd4DEeKeszDKDfWIosrhXl/kVw7nCEzopYG8oiB41gTJwfQpBC"
    "DNgOQgvFAL0F7npn3fa918SYznq1avzZ4cJ4ZyePcHH39CN1R/p11WAh47vc+A/QT/vu22"
    "xV5aluv9m20hDTjziIHJ3IBmHJPwdngr0a2xraZk9yYpdTfXrpvZ9j98ie1F7MYzHLzMoW"
    "MaqSfkmGSVTT+aHE/EOxDDEe8khiZ7z4C5bL8iLOU6/Qe5PCdiRQpznEP63OcGx7RKOthM"
    "4BEAMSDOCGLrT8iKHoA7MqcsoIMAwfYC0CYcQJFEpozDrKJKCUf5WyNOH2w5eDZ5po//k8"
    "duSsjc2fP/oYEnVKLZRkXYRkmPF+0BCalmawS2JpgvEsZ81MGeHNeIRoDT8tezPQOSvi/9"
    "8/d/HB+fnLw/Pjw5+/Du9P37dx8OP9Cy/I3Tj97nsfOdHzvdXnKvYzcE5pxhloL9cgydDN"
    "Y8KC9ATj9kHyGfwD8MG+GRN6Y/z05z0KSyEB/OZ6cC+9ANnhzzR0lwwz3hhX5fGZBFOgXB"
    "PjkuAPbJcSbY7JEc7HKLc5JKr8uiuDnwiFMS0jjNBoAGXIVaeDL+Io3lT/e3XTmWYXlRrr"
    "MoP/xfYFvuPu50OVAyJBLCXDjjlyqo2GJwKVFAsQouBNDJYDBzHGSuIV0LpAqK1w0HQfOW"
    "ykvBlNsTcTtYHWotbV9yQ4jTyBK6w+fNlbK34dtUnIIyeI/ZWKDrAZ9FBiOLVgIsLErMH4"
    "HlucAhc2CTwQuYzuivuWOxhlhp4pjISYvjlde+2taTKQvXVywrJSXzlth/p3smFrNxYKwj"
    "vAmEWoIrJcHVZJXrmGgyJR5doFrYnctXulSZ3NXOWpY2IC9ecMV7DI3PPlWgHwSTmcfnN5"
    "hb3pj+fkEL3wJtmcwAPYEmAkOHTPg9+pCSm/nW7m02VNLmrc3TKqygLoI2kiDdo12UIbIu"
    "KZTQC+QxnO1fevnSQMIgHRYXRYSkNKBNbWt1RY14/7qb2m5n3ohQnG+gZcu2xMTz3O2QBC"
    "WNCS1agvmndM/kj3O2MVHC0HLmsr3KRvAVHYCOBwbQcSzkAkyAiwYO8tymbzibs+K06AS+"
    "8O2JbVxyMWAL7fRxHz+FTm5PbPNkW+YQ4QH9Vo+Qc7ZtctOeR8n8p7zx2RTQkezSW5bXDP"
    "ZXyPZWLnRQloK5mUFae1A5YL3CCh+AR+6pRjACc+K80Kr5NwQVN8GTSXdl6D0Bm30GHFOB"
    "uQlc4n8u/SrCduvgdWh1a2zlLuUe+ILht1SlExsFnC1AFdc6cxFX8VVYpSiPaZ5GFdspXa"
    "Xpws06spSlKUGlBKuTNIEcvyticKKlMo0g/Jlgz6NLmx0sJoWRjtEoiHP1dr0pdOhVqI8r"
    "qstPUu1eox9bWZ5nlu1Z2D1gzb7FarIVPf9yF00P/DaeTXivdOgbQspLpKUqb+czoPHY6v"
    "Q63R9L4h+SnYPgoo/v290rfie44Hd6/Gevjz+1Otftq3Pg/+3jh+7P3dvH7jkILkTWrsik"
    "OjorMKmORAEgmlTskejZGgU2JDswU4kYJ9mdBvFwW6uWrz48Pjp9f/rh5Ox0qTVc3slTFq"
    "ZdO2xCXsqguSyvoRShnDqEfuWkzKYaI1lrRamZ+Ts5+98dHhaY/rRU5vznzwTbuC/7pDDO"
    "V8pEVBUoZGoG+r7rYxKbM9fpl+7eGJnu3zr3b0zPULKLk5QKqlUVc7FIuNbUxf6+PzO7hL"
    "dYqGUrgWqMRKMpMZQnwU0j+4k4yBrhn9EiJS4KeAbK/Iegmr1ENLobvaID50vFaXw40U+n"
    "H4w8n+9t3V+2rtqNzMWgAmRvherURFiyDMqRfhtb1r2vfm9IzFjho2aeBcsN1ffNIrarW8"
    "yTA1i+rQaw0df0/SaYccZEr9YAHQC2lfpWIdoByJnSfuA5BLi7GRrSFWAMPPLCnNJc8IKm"
    "Xtp4tc2GStp+qjClaHtHnewdwdAwYqMm3Qt5KQcyKtApCJpgvRQEa5ifNrU91Ww7SupvTt"
    "8VUN+cvsvU3rBHElaVbiGyoZ4NcpJKPZyPC+nJjnP0ZMdpPZmWtLPRV1fS5g7TdL6s0+8i"
    "rYI9vyc9XUiVNnXI61r9nCDU6tI697H2Qv0+uplCuM5MjtPpiVznHn4zHe0eTdt9UdLWFN"
    "LNtbTZusN4qD8PMmWtYcQVMhJ5+SKo5NPPd8heambloLf8Ci+X9SnUA9+2qXPlo1WicA1H"
    "cba2lQ2Ewnm6prRsFLHGtaEHgHn1B6oPptR0PcJi3CxMn8+RAwaQ1QVdP2oNDMhkCh15zq"
    "6qq98gSlhrQd9AC4omQXhLUWXQkqAaD8zVoO+3pzf/WwLesLyCHt5HhdRsRzlqtqO0mm0K"
    "XXdO6Fo+hu64DNApQgURPysC+Fk23mcpuPnsN16RY9Eq1xKZZBVo2anOspPWZGdPN7U02S"
    "Uic2P+JKno1/WFETHmdi8nfVoMSXrYRq4W6wMV8+rYsylTCCR/fxj47jbcd2NDvL7GKuyx"
    "+lRFboJYsh53bE03nYoxj6cbFGYAUhEytnBuCNYXss8p/vLhMR049AwH0TfeGKcrVtedX5"
    "VKeG1Tz5ReuiRKJ+n6lq2Bylhfi+ijHGs05vkguBmTZZMLNUUED4KTgwa0RaYuWmZ9sFxg"
    "0iZfkRnlV3LI/G8usKRaqe00ol3+vnNll5ZkMgFXTJLRRvxNp1mdermoiXedmV2tw1U9JV"
    "JV+leb8DfbG7UJ/+1M+NsUEXz5PLDkNyTiQbJArmjgKxCMwM+gsFjgkoEFbRCQ+UnXIKDD"
    "jwI/YOeM+vVSTn0BXIR45jeKpoz536Qq6fFRwScFJ0Dx2sPv4/x9nhAgKa7FAUXEgcS4KI"
    "p9gkjvKmJyp9R0KQGtlFhDnL9xT5A8rftGgbzKKXzFjTwxi1fHTCdHZgVg3/MKYxuyojhL"
    "p3SdWKdE+LosC7AQ3p6TBThWsjDb5CEMsSTyOfFE+9TtF1+hfb626/PFdDHGnwSXS58aJ9"
    "ph9siH3uW2Ru+2E6hqdXk29Gqpy7Xjz848MzbESWUmPZkMQge6rIlckufe1NFMUUFFewCV"
    "gGf2bAfOIpuiFNWkKlgTxNTUhovh1B2TTYfVDa/tPqhMVcy4i1kVrmVKA6R98HLx2pWWKG"
    "C7VuiKIuasmMbIiLGHRRRHzBIpOc1VpknKKyq1l0mSHS594bTD3PekyXKIvfZRHSFtnbVa"
    "jdvHbvvuHPA/fdy6uul0zwH/08dfHi6uO/ef2fPlZR+3rzq9W3rL/0tpuq3rX+97lMq/6O"
    "Ob9s0FI/L/ihOykNas8mM7LNeIDOiS/YPQzoI4Yy6JtGKGQ0q8rS5d3tlxhsPb2+uEuuai"
    "I55Z+cA694cj3ge0kOVbM9KHUmglWvagV0uJVsuM63Xr82rcDLQv4DZdCt42Q3hNIa4uRb"
    "g4kCuAWLtdFs6ctLFCRvCkVATyrYrPadW7RHqW6uezhecM+0AR2Zl9PAo9S+fQBdB9YUFj"
    "xOG+pOxYYUw8ltcIAQYAWCDvI0t2xM4d9kPQmrw0y0IfxHPLBO+ttSOV2vnRiIlk5LnCep"
    "UH+QpnBAevWnGtdCho5YJKyoX0gE2vzDnp96XkOvl+c83k+yycNszLI2FJenQaZYipImGd"
    "FT5V9ECv/Usv0QOpU3ETHRAWF4/KFRIr6SDF7ySITQcpKty/WtuX2c0Ka/sC1rQECxlRaG"
    "WUsBNq1el2I7Qi4awEskkqDapWoNZEgepGifA2DclSLqWeCHByEq/GlinfNsf1iw29IXEm"
    "Lb82RbGNNvQ6RbfFsZeoXIWuyVa2ToOCBi1SVM1q250uSxLvKy+dV+SAF8pAsazxTeCgke"
    "V6iKWVZ2pOrg91xyyLPHheMA1XwlXJlWhXK69eqlQNP5wV8FthV7QeKnIPPGPmWCktq1Yy"
    "1knJGO/AoqFicRollFlJ76KT4wLeRSfHmd5F7JHIU4YzoyjEEYWKABcKejzJCXo8SQc9Jt"
    "acEkiLdArifXR4XCT2kRXLCTM9Tsc/2hbKSGKRjXeCSEGwj98VOZWWlso5JSN1Lm0AmosG"
    "DpJoznKMDyKhEojv2vjgDsgUSRwjfrq/7Was30sKUVNpDTzwX2Bb+xxcIAOeYZEPvIixwK"
    "ywCkTgtbo4e9VRS128VoS1jn19a8+lOzp9KAd1Sf/Rfcai39uQyNGSUs08cdrxyxsDgWCl"
    "UB1rIciL5yAW32MCTIBNmCsEl3Xn0OLps58RFYVfCfM6gswPCVkOCKWbtExdae193Me9MV"
    "qAMXxFwEbDsETguNUELvFbMS03HOh4xBuI/xzRrgYY8Zfw/Ka5A1UfL5sCj2PLRlwTwDyn"
    "6Fv6r8W+Ak2a4Mmkcj30nuiuRO/BMV1YPgI49JDDBogbJgr3E4gzzc1a6cL9Rir1eNJJB9"
    "VTSAhzvjCjmyTTbO4abC70PDSZyjyAOzgD9jiJgLm1Pf/fw23xVCP2Bn8/Pjp9f/rh5Oz0"
    "Ay3C33J5531On6Rjm4IlryTrGlEpyLbuCZuqnVm0dJLlzLJW7ladtLWMg4BOJFravlrbDK"
    "LJHpBIh6kuyhYMJambVguFt1TuCZOlM0Z5KYMFQlwy7QNPm07rY1JUWgTcoC4m8HU8QAfs"
    "wgXzMcLB8eCReIdMP5xlHsbD8MRC7pjKdvz8ccv7GBf9mFjmUijDF+pjXxgc0qHKzx5/Xi"
    "xfrxnagJn4SJlo5GBo55z7lGXZDUnDcSYGyZSJqGlymalCeVDSAA+C2ElLcby0QKqQQKot"
    "5NpCroSFXFi7iwItkCmI9lZMtmO602YlB5IDHVFojIthTFknutIujLIJxUU6jXcxvGeOXQ"
    "bmoLiC6G7Lowa+Ui7EMUrinKRaC+6ahbztBu2lcJAGenX6tiVxnYd3o3XZ63xtnwP/bx93"
    "2+2re+OufXnb7bYve+dAuNHHV5374Lp9dQ7iv0RhuNAyVKTjcrpN4nT2dvahmk0S7QVVP+"
    "C34gVlWxNLZpXLBj6i0MBv4n4W6uXWMfEItAoaefbEqKNtedqWp9NQ1sCqp8N+txr2W8Rj"
    "NkpUbFRy3o6y6f6SoUVSd9T1UZP7w6oInT4a5Q2ds/mZO7Kw5uAsnpx45vDAnyLpIqcWGi"
    "BAhsw27SH5aZ3SMiUdiCULYeCOHPBeFedTnNFhqM9rUMqW69GeKaM1CsvXWcdXW33RK+Uu"
    "pJxepjdxjGJ3zsRHW4K7amdiLaFmQ62uhDqbmmv2epJS9/o+9XqSrykVPJCg1Mkw66xzjD"
    "jMEpxggkhrnHRyRK3QqxfE28nj50/7CkBW/CiUxPKYgPWOrtd3ncteMUXpK3QsuPFpKEzT"
    "8tWvSSHMtYavThq+cHxlKPpiwy9f32fEh/xqvd9nMmfhL5QQMD6cJRrkGQay0ycUopDHor"
    "DXE8IsdFrBt2YMmjmKNh00sYOgCa3N3KE2M7YGFV1L4suWliRyJYlpYJLakLkNLVv7CelK"
    "5jY2oOoU4Rtn3GRcSJKvy+FCBFayWGgvZygCVsKPDw4DYg9Ay7YB03O5PFUTC5hlO9YzdN"
    "HfJDmTN65tFfOSDF8OTIu/SW43k2FXuWG1mJasOLGSQpG6Umy1TVezmprV1KxmTVnN7yAu"
    "6f7yc/vq4ZqFGC0v+/jyutW5YfeCiz7+8nBx3bn/3On+eA6i6z5+6P7cvX3snoPgYlmSUS"
    "8v+/hTq8Mb8f9G8U9fO+3HKPiJ/aKtt7qX7WtefHkp8ghFZt/RWZFgNdHwFAtVO0vFueo8"
    "YirbAVkXGH9SjrPMFpYgqvNcX3MPOysSOXiWHTl4loocDBnlktMoRqbN6XWeRkMU7IcFvc"
    "2W5XXiStHXLEjraWRkYVuVDjSi09CK0DqINjCwbFQaXAmlhleEl0r0U3aOlfGCFqUkQoFO"
    "hQDxHWQEWcI2hQubQIn+IztIWUa7UbhyzeDfdbTy0HJcdtQLXofLSRFrXqfOvM4b5vKqWa"
    "+qlfao1uBuKw/PMs3pGuuWSKuXrTovWwM4c0tpOZYE6s2m6pX0E+S6cCTBN1tPHyNRAeFd"
    "a+p1TFb2YFc3OkcHGWw1hkN7WlUKp9QDoiiwUmINsQ6LqUlYjPYb3MRvMAqJyV4wKkD3ez"
    "mDRbpYbhCDlH0e25phNS2/QoW6QJB/WG4rw8Vw6o7Jprjd8Nrug8pUwmxHvsDhaMt3CY6N"
    "yUKewUZ8VhTzEPacRRPMHYsSYmCSOQbPaEgCF94BtG12DM8EmkjuElyOXO4DHHv/gAHjxm"
    "cdxPTWbFwTZHuW4hlLblfCQhsR7M4wu00RvmLb7B44aOwRmtMxzNKlrvYSXRLX2XOMfXS7"
    "2zsH/t8+bl1etr/wvPThVR/ftT893LNbwYXMN9Rvg9UUXokL/dv4dWp1uFaHq6QOD8MqDO"
    "aEPitzjrSEcq1Fv2YdUPWaT9Fx1rM3JCm1vWGf7A1DC69rHhdItXW8ztZxiZRY1P6RotQ6"
    "+hUB58mg5E31x0qmrmmKauTUKKtTFLqvr/tiQ2kQeuxpM0/TFOgQKT9SNAb9kR3lzFVBTO"
    "uLHJeluYYgBhYPF2fbE2CxJAeg47ngBS2Y2ojRxUrKotK3UH/JxNtBINm2o7IraEYN/Rlv"
    "if13umcKM+0YoS35+w2xPiN5p9Ej9XL8rVsPqCTb1CCEXUuulfZuSrh6S7Z/aabPZP3jhv"
    "yV7H/ChaCICAA9xpIHSkzKi08J07YB+Exmnsisezy51IRMpGflbFhXSdY+LdJtN9GTZu5V"
    "MY6H0mga+uyIzziNPph2g1BPD74gvMZ+GqdTkGFS2AbgorU6PEam+3uf+lurUrYbY6JNLT"
    "ocotbGlvXCIbRVSzGr1pUDh1Kp1n/QzBNmTVakjAg7h+7S0ZkKn8nTGUCLyqK0Z10PjKHL"
    "n7EyCA7GTA5llqYJXRcyJNrKqpb6V/MvNYI6Vp0UoQXU70JA1XmBdV7gN+OWdF7gtaBvyD"
    "28f2pf9nwXb/9K3GLexnvbcg2WwcxykGR5vyDERhBnrPBJSqFHnilpfbqkitlwcXt7nZgN"
    "Fx1xuD/cXLQp/hx+Wsjyma+0B+wEQXfGNoEU4tlqxziNVjtuoHbkPGaZ/XRJUOdFp1YWcY"
    "ew/KkeeUGy4/Sy/edFOu09LzlBnWJExTrG6ZcGWEqrQU6DjGw4dZFpTMqgmyTS4X6ywatT"
    "TX2HZgCZYqOoHkGqFNG6an1g+JbhzTEFJIZkBRpqrgS9i6rbT4xXqqhlM3m1MUDbXbZqd3"
    "lDe0A44rPMArEZscI6EA6qglaCFnh2LDRsAohNP7YkUJiySBPoAd/iwONR5hAzrzX6MG0R"
    "WK+aPu7jx7FlIwDBnDgvyOEWBeQ2wZPvKPpEBXl2OuOY8gNN4BK/NkwAYaYCwLxfXGB5YD"
    "b9GNXht0jp+thG8NUv4RHwjDgBpqXZO+ID8MQTUjz5gTjsVYlLX3BMmyHkxa/3nP1Gr7Ra"
    "KjDQqling7nljemn9jGxTeDnCOF2DpudNWl5Pgz+p9CX9cYUJXprASZM/55h8yhj02hW7d"
    "UXDBrKUz4vNjWaCFXrICDFzDB8ppcxESwJlNAZ7dpG4JU9RmyTE8TqpsoQstUfFtH4Hx7m"
    "5Ko/FPVzNsSjmTSpSDbEcRr1YD4pogU9yVaCnqR1oCEzUEbHnyDSSv4NlPzfgZXxfx/aD8"
    "ye6P+lXOVdp8ePGA0u+vhTpxscJhpeiWeJ1sMGOXUIhW5Ce8AstSaJdOqtS9WfHxlilplX"
    "ajXciuWXSm24BXfc3C03tedarhHi5yDPWXAsUuCvMrhLq1jP8l6zXtiN4T07GfGq0yB3bN"
    "PZl5MK9yAb5r5AqYOLVQsu1pbPYhNJXcunTnr3fcxubYDdqn1bVNWXgFdCquHVoW41CXWL"
    "j84KoH5wUY00VJVDLJnLGxxMEwWWCTJ4ieNVlvFriiC+1VNVWsixBuOGxN4fPGnmWfphVG"
    "aVhT8bhtU26FJ210wxV7rRSGTcYJRvZm+tvf9ntl31FTmudJfJ1kLGSOqsnq+TPz6bVCUQ"
    "DooriO5WrKm0RQ/JjpjLSyG0JNFWvpJWvhTjuksXtm//D2NRbEA="
)
