from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "api_keys" (
    "id" UUID NOT NULL PRIMARY KEY,
    "name" VARCHAR(100) NOT NULL,
    "scopes" JSONB NOT NULL,
    "networks" JSONB NOT NULL,
    "is_restricted" BOOL NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "revoked_at" TIMESTAMPTZ,
    "remind_at" TIMESTAMPTZ,
    "member_id" UUID REFERENCES "organization_members" ("id") ON DELETE SET NULL,
    "organization_id" UUID NOT NULL REFERENCES "organizations" ("id") ON DELETE CASCADE,
    "user_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_api_keys_organiz_9bbb01" ON "api_keys" ("organization_id", "id");
CREATE INDEX IF NOT EXISTS "idx_api_keys_organiz_394f95" ON "api_keys" ("organization_id", "user_id", "id");
CREATE INDEX IF NOT EXISTS "idx_api_keys_user_id_6285a8" ON "api_keys" ("user_id");
CREATE INDEX IF NOT EXISTS "idx_api_keys_member__2eb81b" ON "api_keys" ("member_id");
CREATE INDEX IF NOT EXISTS "idx_api_keys_remind__d8308d" ON "api_keys" ("remind_at");
COMMENT ON TABLE "api_keys" IS 'A right to act for a member in an organization.';
        CREATE TABLE IF NOT EXISTS "api_key_accounts" (
    "id" UUID NOT NULL PRIMARY KEY,
    "api_key_id" UUID NOT NULL REFERENCES "api_keys" ("id") ON DELETE CASCADE,
    "social_account_id" UUID NOT NULL REFERENCES "social_accounts" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_api_key_acc_api_key_ec4738" UNIQUE ("api_key_id", "social_account_id")
);
CREATE INDEX IF NOT EXISTS "idx_api_key_acc_social__5273bb" ON "api_key_accounts" ("social_account_id");
COMMENT ON TABLE "api_key_accounts" IS 'A social account that a restricted key may see and use.';
        CREATE TABLE IF NOT EXISTS "api_key_secrets" (
    "id" UUID NOT NULL PRIMARY KEY,
    "fingerprint" BYTEA NOT NULL,
    "hint" VARCHAR(32) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "last_used_at" TIMESTAMPTZ,
    "last_used_address" VARCHAR(45),
    "api_key_id" UUID NOT NULL REFERENCES "api_keys" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_api_key_sec_fingerp_fa2478" UNIQUE ("fingerprint")
);
CREATE INDEX IF NOT EXISTS "idx_api_key_sec_api_key_36417c" ON "api_key_secrets" ("api_key_id");
COMMENT ON TABLE "api_key_secrets" IS 'What a key is shown by: its fingerprint, and what is shown of it. Two are good at most.';"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP TABLE IF EXISTS "api_key_accounts";
        DROP TABLE IF EXISTS "api_key_secrets";
        DROP TABLE IF EXISTS "api_keys";"""


MODELS_STATE = (
    "eJztXWtz2ki6/itdfMlsFeuT2I6TdU6dKmwzGTYOzto4mdlhS2lQ22gtWoxamGFn57+fvk"
    "hCl5aQQALR7g+JQeq3JZ6+vf28l/6jNXVMZJOjjueh6cxrnYM/WhhOEf2QvNUGLTibrW6w"
    "Cx4c2bwsFIX4RTgingvHrLIHaBNEL5mIjF1r5lkOZqU74HGOCAHeBHpgAQkYO3PsIRMsJp"
    "aNwC0yLcKvPzoYfaDFELCdR0AvQmBaj4h4wHmghR2CgOXR60fsuaYzpg+28GN9j5hj67c5"
    "MjznEVEJlz7o13/RyxY20e+IsK9/tB4sZJv8c4vWyAHxWqwU+n3m0leiGJBA0Icaz22bob"
    "mccTBbvDDFkH/5sw1ildJqLFqPsWWtrODsyeAVx5rdMllJft0IZO/ve1c/8pIM55Exduz5"
    "FK9Kz5bexMFh8fncMo+YDLv3iDByIYU+0h/Yq/ldJ7gkoKUXPHeOQkzN1QUTPcC5zXpV63"
    "8f5njMOhOAtm1h4/E3+2jsuOjIMskRRgvDMv/Pf9OIlGH0bwbGXXdgGK1Un/TBivYh/9KY"
    "IktRs7DHAP7jT1HvCh9+tcUecPlT5/aHk7O/cEQc4j26/CZHr/UnF4QeNFZtuQLd7ylx1C"
    "8sDN2lHHdfIAH8aOkhsgnowYUV6quhGwAYQLRbUC+uby5YzVNCfrPZha+d24tev3P7yw+f"
    "Oz9zrKdL/9b1Tf9jUD7aABe/DLod3gIrxD13aZTr6iuJKrt7c5Ff251XYEIvDeQVBcGzpk"
    "gOppBIAGn6IkfBB7UAHfQ+d+8Gnc9fYv35qjPosjvHsa4cXP1B4O/QBVWstGEl4Ftv8BNg"
    "X8E/b/rdZCuF5Qb/ZEtIC849x8DOwoBmFJPgcnAp1qyRpaZk88YldTM3rpnZ8v/wFFmL2I"
    "URHD8toGsaqTvOsZNVNn1rejxNXoEYPvJGYmiy9/SVy+4zwlKtU9zI1TkRK1JY43yg94U2"
    "OKFV0s5mAs8BEAPHfYTY+g9kRY/ArbOgKqCLgIPtJaCPcAFFEpltMFqC7wvX8pAhHvwdWB"
    "jc/eNapnvW97AhHuLvE0gm35muOoUmYnoqU1/ZRTBCD1QPYhorxCa7QxUkftdlGu0P7DX/"
    "B85Nyzuamn9pA+KIt2QlxIOozBAnXpS/IgTjCe395/RdkRCiz6eXMG1XWhp48AlRsbkHRi"
    "6CT4S+Q5bK/GsrWru/puL5dERv/ytPn5aIkfno32jsJSqpTtuWPJK2rePu9IEzy3hCy10+"
    "kgvu6mHOeDx3XWTqLY1KWxpJQxdtAYmoVrkTKrc/MlOoXliPPezJcV3JJOC0xFp7YEDS96"
    "V//vq34+OTk3fHr0/O3r89fffu7fvX72lZ/sbpW+/ytpq9j73+IK6HsQuJjaM/NcZhv5xA"
    "N2Pb6JdPQE5/yCFCPoW/GzbCj96Efj07zUGT7tN5dz47Tai2ff/OMb8VBzdYzp/o7ysDcl"
    "JOQbBPjguAfXKcCTa7JQe73OQcl9LzcpIKiWiHRSGNymwBqK9VKIZnTPktjGhMSmMax5Tp"
    "bGk0/35305ejGZRP8jgW3eX+F9gWOUTtIQdKhkSMvAlm0ZByjkywlxLCmVVwkQA9ustJYZ"
    "/PpiVEFaTTWi6C5g22l/6QOxB6zZ8dcklUE3nQsokhrIpllJq05EZqTcOmsLpVSMaDlUE5"
    "KK+gylgNuE2iii+5Fd9tZTHGwf32WuLYEA4BbkECecAYUp9SjbOjr4hgRtktwaF+AJZHgO"
    "ssgO2Mn8BsTr9xMtcljMZ1XBO5ada4liesd1jIJM2ay9+UotP4k9h/pwfGn9mQeMYmLE9C"
    "UFM9G1M9E6qUlFpK/PJ6KSmwTvNuWl4XjogpqAcfiN57EGblK6E+Z+oKwf0CuoIZKbpWVf"
    "jmG0dndDV2MLQBHDGzKF3UeWVUznWmYEGXY26oHdNXa3Nz7YILeoFVNa0iVFYzsyL3HSoJ"
    "ZtD1AgsyVzLazENyPGHm5JgrJCtAoC0My+zLyDGX3HB9LszICHgLhz4TgxEaskFHmCGblc"
    "YOL8tuPVhMw6HvzN+UCflPWPhm6CVY0LffVnc5KIPfwWoozdUQmzuLl2Dp2GgrZQPxy6tH"
    "ElRv+mATUhrbAfo9Q6cOyquAbZ6O0f15kE98xnxtg+JJNjSOtVgKNnEijApWoOwdUDtoXa"
    "+wrtcz0XTmeFT/6WCykHNDqTK5Op8VljYgL15G8WMxJULKd/oD07kn3OgWljeh35/QUgSc"
    "WGbowxeqQ/Smr7HlBLfU+aCSIS46GkUFTY4gaCMJ0tkL4kpCCbJj52ui9qzXy2Kty+LN3H"
    "t0KM6foWXLlsTY/dzl0PFLGtPiHAgzZlC5kfP7OVuYqGDgDk/YWmUj+IyOQI9xFK5rIQKw"
    "Awgau8gjbeENLwgBh8o+8eWJLVxyo0kNz+Fe9kFMK/e0Z0vmA8Jj+ls9xzlnyyb312du7+"
    "Iuf/h8BmhPJoi5v0epF2Ge8RAW5p0h9isHrFW4rzz4xgNTmXf9wnGfaNX8N/gVt8F3k67K"
    "0PsObPYzIKOaV/779Fc5bLX2Xyfb9T5vKSdUe+AThnhSlU7fFHA2AVVc65wg7jVVo3e61m"
    "lUcUenszSduFlDluFU4lJKqDpxauX4bRHDDi2VSa7wewkXaTq12f5kUhjpiIyCOFdvP5tB"
    "l34KPBiKuvLFpXbv0BeZWUZzy/YsTI7YY/cxm9Ti5heuoumO38XzKW+VHn1DSHWJ9K7K2/"
    "kIaH3r9Aa9/seS+Adi58D/MMR33f4Vv+J/4FcG/OtgiH/s9K67V+dA/B3i+/6n/s23/jnw"
    "PyRVuyKD6s1ZgUH1JrkBWA0qdisZyL7KYxJvwEx3i6jI7nwtXtc1awlHi+M3p+9O35+cnY"
    "b+FeGVPLeKtAuF7ThPZdAMy2sok1DOXIf+ymmZRTUiooLlIj76375+XWD401KZ45/fS7jG"
    "i71PCuN8UmYlpc0UTeNjYosz5/RLN29ETLdvk9s3wjOUbOK4pIK0qsIRFo3xQzmckV3CDS"
    "Vg2UqgGhHRaEoCKOLgppH90XGR9Yg/oWVqu5jA0yfz7/1qDhLR1dXVK7pwERKn0e5Efzr9"
    "wcgTem/n7rJz1W1lTgYVIHuTqE5NhGVJWaRI78eWdSfo95bEjBXcaudZsEhA37eL2K5uMM"
    "8FKuJtIGC9ry38JphxxkTP1hgdAbaUCqsQbQDkzmg7cD9ZHpiDHugMMAGew3IiWQQ8oZmX"
    "Nl7V+aCStp8qTCna3tEke4ffNYxIr0m3Ql6G0YwKdMbRNtgs4+iUjkTHLMXWR0SaQdWz50"
    "kGwt1v9pX49sOw9erXf706P/83cfBo2PrLIVH3iL4AXdZEOo5NaIK0vOYLmswXbGAR3tYc"
    "3LDWjFOqp28LMKqnbzMJVXZLsnukWp1s9ckGOS6lHs7Hhajr4xzq+jhNXWvyKxt9dckvHg"
    "873yzAIimrYMsfSEsXWq1mrvO8UTvHBLVG0uQ21o7hL6OZKYQbhcRF5PRAbnIL781sckDD"
    "9lDsJg2FdHvDSTadH/UzJYSl0hxPoM02MEiyXb7w6/jx0y2yQ1uJHPMvor7LoLqDnaZS8M"
    "ephTFPMMZKYcRZtC1x64gKL8P6FOq4f9ZqPaJTQg+v+pvMipQo0s61JtHChoUTA6LIGSSu"
    "9TjxABtQC8c1g7PpmCHnwXEBBIJABIJA/BBJyyKeIwKWwqQsmXalOh8kPc4jaiLIPcBDm5"
    "lUMzNtbF7SZqWKzEoYeSxgsAy9GhHRoTYFQm00ib0zEttjUbpplDPjBcLyOl4gGS+g7QHZ"
    "UKtrD9AE4iaLc5NauSi9tMnIrtbY07DlSbH21fThmkbV9GFj6cM6+RyOuoTECVojm7lhP6"
    "gwWSOS7Aa51Lif7hFg+WZ8DyBGixDPYdnXLEzvL5ALxpDVBYnIpwbGznQGXVkm3+qrfynZ"
    "clUhTtDUT7xUdDsZClSzZV8P+u42knXkIOF/S8AblFeQEHlTaKP+Jmej/ia9UQ/IZaPseT"
    "spQQURPysC+Fk23mcpuPnoN56Ra9EqN/IckFWg9wBN3gPE/MlLxQ2kJXX4wI7DB4jlbx02"
    "jyAIq9DDtMnDVPOs2auiWjxrilEo4j+TTp+6uQ9IMmnrQQ76fL+ZaKzu5kBFwoIPbMgUA0"
    "nqgrIFXGn/FxVhE9rvWIS585jpLXH7GqlwwOpTFTnfCbAa1z9VQXKp9ka72JIWM7cdkbd+"
    "XZf0q6p4WfjZEidWEINInSvKINYLa1N0ZZwidqQnmVizbbWISLaPzyg4J1TFHgZnlrH9tN"
    "WZWZ/UnbWYXrztvO7URyPsGx7ThQ+e4SL6xlvjdMXquhVVqYRXKWtfNCW7NzPEaQzZuN5g"
    "NHDof+vRHdDq7sLaFFkAStpG0wqpxFAq1VqzraYZWnNxh3fPATwClR1UGlg3HTxG4nAqpi"
    "wxE2d4hoZFgEkf+YzM1WlVrrN4RYAltaTW8xCdQOmFG2g1rZcJuGK0nnaf3HaYNamVtfuk"
    "bl/tPqndJ7X7pHyLEJCwko1BhJ/N3g5EqeAiewB20OwMWq5/0uyMKt20rcEE2izpqXCDfE"
    "X8dKe0NJpJTrzdvBppwCrV0EyEPQvaXGcvoti3uWKt1XuF1PtIF0jhnxe6mhLVwatRBaBM"
    "8OpsPrKtseFPOsWbIC6n8d8Ufz67TSA2bYmvUl4DJAR1C2zaAtyUzzN7yBrgMTPwNS63u+"
    "jXOmkFEQD7t+Pjk5N3x69Pzt6/PX337u3712EkbPpWXkjsRe8ji4ptRzch6TBZ+gKYzBxX"
    "Ru5ne1jGpXbvXbmfQVCL36T21K/XU98iBts5INOYzyRzjOPYCOIMXTMhmpzmqewBYp43Zd"
    "zcXMc6+EUvMYH07z9fdGkb8BaghSwvY17R/HF2p1eXP25YOl5NMWqKUVOMhwrpgVOMuSn3"
    "ZGkg15KOpXPu3TnsCBUKtciBBwN+cAIJ8xhgm6i27ybgPIDFxBpPRPI75g9w91Pnr8dvz7"
    "IT7VVe+3bZ9SIWyG14SjbJRWr1HfK1c4NK7KdO27dv3mc2d2mRjI1vF8+nqRUuQYCG4k3e"
    "B7duux97d4Pu7TkIPg3xXe9j3+j1z4H/YYi/3N587Z4D/ic5yxbaN58V2TYntcXIrvlMmv"
    "Jvf8To4ejtdY0PvX3O7vvqbp+1+9UmY7BJrazdr3T7RvcMJXT7uJQ+OTyXICGrCOctOZLi"
    "sdLNxHUtSxLvV00iSmJRnhKSJBkFmk2QpGNPi/hm8bAIzl2wTmISFiIhTgiwaWcEIg/JFg"
    "RJLU+QkiQxNjabL9EshGYhDlHD07ssvcuqbpel1W+11W9tmtSmyX0r3Q01TUaCxCX6djyE"
    "PFvbjkSuF9a1RfHAUhgGLNCH2H5wNZjCJ0S4ykx4VPIHWlBoyFxBDtM+4wfLncrTStf0FJ"
    "1d+rA066ysCgP0e5Y/cSjRZHtSJct59+dBbCVPObHGVOmgeNKzNa5Ic98t4iGZh2WOF3dM"
    "bCMn7oapUfvx4dbbmOwGUXcbo41FG01/DWrlQruZUBPZZHgnZPW+tckt3Zx9615Px6hw11"
    "pmk7Vuhxtk4qp5f9sE6Cve3W61Y43ktZTsWONZL7N3rJFcm8U2rMy3deSYS7YXhOQJmcyj"
    "dYTG9DLdL4pclOLAomhuLYqDh9ySKbzqfVTJRF5OJDlmNXH/CX9ayQPoUPLQbp6EsFexf3"
    "B4LlENdfNeSxfv0VK7H6tET+z78Kt978nqP/7KdWSOq8V8iwPZJmPduvnWZ17F/M8Qd64+"
    "M4di/meIv9xfXPfufmL3w49D3L3qDW7oJfGXyvQ717/cDaiU+DDEn7sstvMciL/JdWo/js"
    "gWMei4ou8wZpCnWnRd+G5cdofxu+GVgw3gDVflTcZQKLy7QdT60u1f9fofSy4FgRgdK+ID"
    "HRmXl90vg+4VHRr+pyG+6l5e9/rsWvBpiG+7X28+sUv+h2aMGKEYljlEPiKxu0Qab+paXP"
    "Qx8jtbx9XlVgNlvmSTR8QUbO8Dad9CXJsmz19EM49tZzNnr5igps2b3MZxliTVzjlsRlJQ"
    "x1zEdR8Jg1YUW4modqzLd6yLQpaGurSD3U2iusOEeK0pQtLR5CYJ+ZRRAdAFLT3NnCHW4p"
    "uaJGPo0rcA/fvr6zx/xsh5VGOesXHLY4RWNp/OOMwAqUjvLneW0MamtAC4XItaBN0ihjUj"
    "2rqFPEKdsQVt4IsJn83FxEHPyGUX0cwjYGHZNhghsOLxgOdIHT+3qkwaUxX5ab71iD8j+J"
    "1rU2dLire1BUcNC06qb5TSObVWlKN0podNCXilwhrifMXTijlRbKkNlTqHtKHwFlOKyqmc"
    "8Z5ZAdB3vEL1VKAk1tIh3aSYGnGGbI5KFS+Qq04Jb59KVCkY1XNEvWAKl4AgdkigCeYEFV"
    "WkilYlVaP8n6RVKK1CxVadWL8oin1MSK/rWnXas+o0Dc8Pr5CtU+5Q8uSSHhvFWnV6uapT"
    "jKOWaE5JDjtbcYrSwIXVJg9hiKV5eyJ3SjpQC2y3zkKsdZUm6Sr6jJZ6z2hhRnTjPw4uBX"
    "JMaId+hveDy7p6bxzqsyKO0WfZftFnabdo9NucO68QRJ9MJ3qe90Bijslzq82uRPvX6gNy"
    "tGNhrrOKUA82afW4pHZJarJLUkQJ3KiVK/Qu1K1caSuXCDGOePbMvUeHomKwMK4tvR9u/L"
    "o++xFhB9n8ab+HlHfOaidXhafIAS6ChaASTMq2XUpl7ikGF5xZRnB4++Z4dWbWJ3HyspIY"
    "+WwRLYXRuIJR6PNsl2F9qiIXp9u2RE1VjjKGGFuRt8Tpi3PIpwyvgYcf817FSvhlVZOqYE"
    "0Rs1AbBMMZmTjbdqvPvLY7vzJVMTNd+LAtUlesDqUBMhjjhbaeqThQt6IqlfDalYHIV03X"
    "mIlWCmwxY5ERUaGL2IxY6iOWgwdiEK1GZkTKKyp1lZHEMgSZlnLdZMJC7TqT52jvG4UsWj"
    "pBik6QohOkaAOONuCUNODomNhaXRibkwP1YOHUIcZNCDHWx6QUgXaLY1KqDitORWkoAvk+"
    "DSCHYn2sk8LwwZLQFisYs6mKaIMVoSdc63HisQTCtJx/0qQfsFOMsyglP8RD3OPH5bC0wz"
    "6RMrFmr8g5C75mN1w0dVhyYhYmxDIaE8BQBRNIAHYwYmdeUlnLBY5tAvZDDyVpcWTmqvZZ"
    "NZA5K3/7CiulLUvbQ/s5q8QKaT/nev2cydiZIcni+/e7m35GVFYokaQJLDpB/xfY1iEbE2"
    "TQMixiXEDqfKrkUVSJfs4qSJ5PhZG3cNynUtBHZTT4W4CvKcpSbaApSu2IqpOZ6mZONbOL"
    "np2njUZzXFJ7lTe7lYN9VelGjgjqNm5yG+8198XhtKtOVdsUeLVZTpvldgyxNss12CyXXs"
    "wq7reF45CauZptkQJnHymVhSVKcdsnQWMXVYPUHa9KJaDqt4DmJEhMdb+19tDqMyTSSitJ"
    "j5hVj9ThO/g1OjmiNsTFp/VYxygKflxKa906PeKeNzZ+h6xAN1Qu5jqpEMbHrk6K+HKTIs"
    "ZUzExtaaWCrleWIprvel3pm1BpmB5jEUAmzgKD0fIcWB4BD7QBkDuj7eC1uXazYIXDYs4D"
    "LXUEBgsHQBeBR8cxAb0/pXNGWpeq8TlSXStSZ75eFRmJWqFSRaGKtn4K/QsLQ3cpxz8hmH"
    "Q/WHrCO+cwJ0up+4Hv1RHaUb52bi96/c7tL6EPSGhMub7pf7yQeIFc/DLodhLa10QKfbZv"
    "2USOuAq+ZSfHBVzLTo4zPcvYLe3o8QLthtrR40U0sw2JZ8w3O7g2KasdAQ6kpU2TqZllVk"
    "ip8EbLZcNaOL5anr4tsFqevs1cLdmt+Gqp2TVN/TSIkShC/eyJikil7pPxEbL8fjmkhDy/"
    "YBEjDkMShad7QgIgeUKmCFPDph9U5vE4MxFmtkTeB2DRssyPHzi0m7V5aRZ5RsSmXmbkqe"
    "05UmKC9n8PGYXpiaTbQ4UhXf6rVlwr7QqaS1GJS0l32FQb5DEqUnHNq7Q35FXGdIo1npFr"
    "0YdKvHAGdBhl7PyTgkowLXm7g+7Pg1gLpIKbYg0QFE9GPMXh11vyjZri0DZqG+7G9Ub8QN"
    "pXE6iZzaxwMi9fNS2hQq4kNAGgQzB26r202pyVQDYupUHVgRgNCcTwO2YFKN+talIU4Pgg"
    "Xo8tI9+2x/WLDb0Hx512RG2KYrta0JtEvEaxl1CuiabJJltnfkGDFilKs9p2rw8g8clL9x"
    "m54IkqUARYXhu46NEiHnKRyWlOzoeSCWTfR0vGcMUyhBEJu1p59VJSNfjhrIB4CvtE66Fb"
    "7rFnzF0rxbJqkrFJJGO0AYsaRKMySpBZdbsNrUZGUYhXEioCXCjn10lOzq+TdM6v2JxTAu"
    "mknIJ4v3l9XOSIY1YsJ8vaceqY47FtoYwAj2y8Y0IKgn38togfBS2VCTW/J0WahM7ohY0P"
    "SUElEN+18UHnE9xTSjtNF2fPOmrRxSm2qEhUvj47c98x57d0+FAN6pL+o+uMRX9vS7KPlp"
    "Rq522nXVHeGCcE1m6qI0/wY8ZdxELDTYAdYDvMFULEOUGLZ98eIeDnbGOBTSJDdrC7Se+p"
    "K62dJfUeTNASTOAzAjZ6CEr4jlttQBzxFNMiQUfHj36G79XXR9rUACP+Ep54NHegGuLwUe"
    "DbxLIRZwKY5xR9S/FaPJ/4tA2+m3RfD73vdFWi1+CETiwfAHzwkMs6iMg67joLFhgmmBtz"
    "k+zh4iGVejzpkHz1CInEmC+s6MbFtJq7gZoLPQ9NZ7LULT2cAXtUJIG5VV948+u6dKpH9g"
    "Z/PX5z+u70/cnZ6XtahL9leOVdTpuk8wL7U15J1XUlpaDaeiBqqnZm0buTLGeWjfKa6IQm"
    "paJadLqNsvbVxubZiLeAZHeYaqLsjWE8qUjBTeEN3fcEicSYohzuwfxNXPy0JZ5VzD+VKb"
    "0F3KIu/xQn2mGXBCwmCLNIFralCrd3yBThLIsgHmY2H9kWmdC93cLyJrT8h+jWj23LCIUy"
    "eKEhFpvBB9pVmZmXmXKD12sHNmC2faRKNHIxtIGVuZHLsuwGokE/SwbJlImoae/g+CgeBL"
    "GTJ0Xx0htShTak2kKuLeRKWMgTc3dRoBNiCqJdi8l2Qldau9QpbysJjXExjKnqRGfapVH2"
    "PL2knMa7GN5z1y4Ds19cQXTr8qiBz1QLcY2SOMel1MtMUhfa4eYgDXQXz6cphiEdXt307t"
    "3qXA56X7vnQPwd4n63e3Vn3HYvb/r97uXgHCQuDPFV787/3L06B9Fvyc1woWmoSMPlNJvE"
    "6Wx/9qGGDRLtBdU84GvxgrKtqSWzymUDv5LQwG/jfhbwcpuYeBKyChp5DsSoo2152paX0e"
    "o6llqH/Tbdslc47LeIx+zqBB3Dws+WBytwnu2FFalnZk2EGIXgiXPFtgROHL72ckDzEzDq"
    "Q9SKoCb1gN4cNbkLtorQcaP5uIqJ7cuqJpXAqjWgnioELVkkvUPWuHYwVaJwhtKZhcaInU"
    "9Cf51H+7Msu6i0TEmfdcna63vA++p+xSk857QbutqfXSX3AY+2TBmiMijfZFq5sRTlM9XJ"
    "pJuLTAf2iMTu/Nff1AR31f7rmhTJhlpdUmQ+Mzds9bikbvVDavW4XlMqXiUmqfOvNpnmXm"
    "mYJTTBmJAmOXU+Ts0hNwvielJHimFfAcj3BB3w5mV96E10eozBekvn69ve5aAYN/8MXQti"
    "maG/FGlFh9NXUZNCmGuGr0kMX9C/Moi+SPfL5/uMaJdfz/v95CxYxBUVBEwPZ7kteVKL7I"
    "wdhSTk4U/s9RKRPTqT5b4Vg3YO0abjdHYQp6PZzB2ymZE5qOhcEp229E4idycx801SWyq3"
    "gWXrMCFdq9xGOlSTgsqjiptMC4nrdTlaSEKVLBZNzhUKX5UQIelBDPYR6Ng2YDwX4dnBWI"
    "w2W7FGkKBXkjTdW9e2TnmJR8z7psVfJZfb8Ui/3EhuTEtWnMtLoeBwKbbapqtVTa1qalWz"
    "oarmCwiFu7v8qXt1f82i2sKPQ3x53el9Ztf8D0P85f7iunf3U6//8RysPg/xff9T/+Zb/x"
    "z4H8KSTDr8OMQ/dnr8IeLvKuTua6/7bRVvx77Rp3f6l91rXjz8mNQRioy+N2dF4iOThqdI"
    "dORZKrRap65T2Q7ImsD4D9U4yyxhMaEmj/UN17CzIsGqZ9nBqmepYNVAUS45jCJi2pze5G"
    "H0gPz1sKC3WVhe50pN+pr5mWSNjMR/6zLQruQ0tEloXUQfMLZsVBpciaSGNwkv3dHP2NFp"
    "LLal1I4wIadCToIdJKEJYZvBpe1ACf+RHRcvk90qQr5h8O86QP7Bcgk7XQhvouWkhLWu02"
    "RdZ4/p4xrWqmpl2mo0uHWlfgoz624wbyVl9bTV5GlrDOekFMsRCqg3mqon6aeIEPgowTeb"
    "p4+IqIDwrpl6HZOV3dnVjc7RQQa1xnBoT6tK4ZR6QBQFViqsIdZhMQ0Ji9F+g9v4Da5CYr"
    "InjArQfSnH/kgnyy1ikLKPANwwrKYjKlSoCRL7H5bcyiAYzsjE2Ra3z7y2O78ylTDbkS9w"
    "0NvyXYIjfbKQZ7ARHRXFPIQ9d9kGC9eighiYzgKDEXpwfBfeMbRtdvLTFJpI7hJcTlzuAx"
    "x5f18B48ZnHcS0bzWuDbI9S/GcpQQsYaFdCezOMFvnFr5i2+wBOGgcEJqzCcziUtd7iYbC"
    "TfYcYz+62x+cA/F3iDuXl90v/CiE4NMQ33Z/vL9jl/wPMt9Q8QxWU/ApOdHvx69T0+GaDl"
    "eJDg/CKgzmhD4vc3S5RHKjSb9hDVD1nE/RcTezN8Qltb3hkOwNDxbe1DyeENXW8SZbxyW7"
    "xKL2j5Sk5ujXBJzHg5K35Y+VTF3TTtLIqV7WpCh0wdd9saE0CD1yt53HNPkcItVHisagf2"
    "Onh3MqiLG+yCUszTUEEbB4uDhbngCLJTkCPY+AJ7RktBGTi5SURaXXUH/JxNt+IFndUdkV"
    "PEYN/ow/if13emCEmXaM0Jb8w4ZYH8u90+iRZjn+Nq0FVNrbNCCEXe9cK23d1OZqn2p/aK"
    "bPVP2jhvy16n/MhaDIFgB6TCX3SUyqi88cxrYBOHLmXlJZ93hyqakzlZ6Vs2VdJVX79Jau"
    "3kRPWrlXxTge7EbT0GdHfEZl9FnIW4R6evAJ4Q3W06icggqTwjYAgjZq8IiYbu9Dam9Npd"
    "QbY6JNLTocotHGls3CIbRVSzGr1pULH6S7WnGjnbeZNVmRMlvYBSShozPdfMZPZwAduhel"
    "LUs8MIGE32NlEBxP2D6UWZqmdF7I2NFWVrXUv5r/UsOvY91JEXqD+iI2qDovsM4LvDdtSe"
    "cF3gj6ltzD++/dy4Fw8RafkkvMfry3LWKwDGaWiyTT+4Xj2AjijBk+LplokREVbU6TVDEa"
    "Lm5urmOj4aKX7O73ny+6FH8OPy1kCeUr7QE7RZDM2SKQQjybdozKaNpxC9qR65hl1tNQoM"
    "mTTqMs4q7D8qd6zhOSHaeX7T+flNPe85IT1ClGdFvHNP3SAEtlNchpkJENZwSZxrQMunEh"
    "He4n67w61dQLNAPIiI2iPIKUFNFctT4wvGZ4c0wBsS5ZAUPNSdDbVXWHifFailo2ktcbA7"
    "TdpVa7yx7tAUGPzzILREbEGutA0KkKWgk6YORa6KENIDZFbIlPmLJIE+gBYXHg8SgLiJnX"
    "Gr2ZtghsVs0QD/G3iWUjAMHCcZ+Qyy0KiLTBd+Eo+p1u5NnpjBOqD7QBcURt2AEOMxUA5v"
    "1CgOWB+ezDqg7xRCo3xDaCz6KE54AR4gKYlmbviI/Ad56Q4rsIxGGv6hD6ghP6GMd5EvWe"
    "s+/omVZLNwy0KtboYGF5E/pTh9ixTSByhHA7h83OmrQ8AYP4KfRlvQlFiV5aginj3zNsHm"
    "VsGu2qvfr8TkN1ytFyW6NJomodBKSYGYaP9DImglBACc5o1zYCr+wxYtucINY0KiORrf51"
    "Ecb/9eucXPWvk/ycDfHjXJpUJBviqIx6MJ8UYUFPsknQkzQHGigDZTj+mJAm+bcg+V+Alf"
    "Ef9917Zk8Uf6lWedsb8CNG/Q9D/GOv7x8mGnxKniXaDBvkzHUodFPaAmapOSkpp968VP35"
    "kQFmmXml1sOtWH6p1IJbcMXNXXJTa65FjAA/F3nukmORAn+dwV1axWaW94a1wm4M79nJiN"
    "edBrljm86hnFR4ANkwDwVKHVysWnCxtnwWG0jqWj510ruXMbq1AbZW+3aSqi8Br0RUw6tD"
    "3RoS6hbtnRVAfU9QgxiqyiGWjOUtDqZZBZYl9uAljlcJ49cUQbzWU1U6yLXGk5bE3u/fae"
    "dZ+uGqzDoLfzYM623Qpeyumdtc6UIj2eP6vXw7e2vj/T+z7arPyCXSVSabhYyINJmeb5I/"
    "PhtUJRD2iyuIbi3WVPpED8mOmMtLIRSKaCtfSStfSnHdpQvbn/8P+AydYA=="
)
