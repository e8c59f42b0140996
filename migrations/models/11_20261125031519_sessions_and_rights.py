from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP INDEX IF EXISTS "idx_sessions_user_id_80072d";
        CREATE TABLE IF NOT EXISTS "mailed_rights" (
    "id" UUID NOT NULL PRIMARY KEY,
    "purpose" VARCHAR(24) NOT NULL,
    "email" VARCHAR(254),
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,
    "user_id" UUID REFERENCES "users" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_mailed_righ_user_id_28be6c" ON "mailed_rights" ("user_id");
CREATE INDEX IF NOT EXISTS "idx_mailed_righ_email_14c564" ON "mailed_rights" ("email");
CREATE INDEX IF NOT EXISTS "idx_mailed_righ_expires_93e016" ON "mailed_rights" ("expires_at");
COMMENT ON COLUMN "mailed_rights"."purpose" IS 'VERIFY_EMAIL: verify-email\nRESET_PASSWORD: reset-password\nCHANGE_EMAIL: change-email\nRESTORE_EMAIL: restore-email';
COMMENT ON TABLE "mailed_rights" IS 'What whoever reads a letter may do once; the code in it is derived from the row''s id.';
        CREATE TABLE IF NOT EXISTS "security_events" (
    "id" UUID NOT NULL PRIMARY KEY,
    "kind" VARCHAR(40) NOT NULL,
    "address" VARCHAR(45),
    "user_agent" VARCHAR(200),
    "network" VARCHAR(49),
    "device" VARCHAR(80),
    "occurred_at" TIMESTAMPTZ NOT NULL,
    "user_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_security_ev_user_id_33033d" ON "security_events" ("user_id", "id");
COMMENT ON COLUMN "security_events"."kind" IS 'SIGNED_IN: SIGNED_IN\nSIGNED_IN_FROM_NEW_DEVICE: SIGNED_IN_FROM_NEW_DEVICE\nSIGNED_OUT: SIGNED_OUT\nSESSION_ENDED: SESSION_ENDED\nOTHER_SESSIONS_ENDED: OTHER_SESSIONS_ENDED\nREFRESH_TOKEN_REUSED: REFRESH_TOKEN_REUSED\nEMAIL_VERIFIED: EMAIL_VERIFIED\nEMAIL_CHANGE_REQUESTED: EMAIL_CHANGE_REQUESTED\nEMAIL_CHANGED: EMAIL_CHANGED\nEMAIL_RESTORED: EMAIL_RESTORED\nPASSWORD_RESET: PASSWORD_RESET\nPASSWORD_CHANGED: PASSWORD_CHANGED';
COMMENT ON TABLE "security_events" IS 'What happened to how a person signs in, or by it. Rows are only ever added.';
        ALTER TABLE "sessions" ADD "refreshed_at" TIMESTAMPTZ;
        ALTER TABLE "sessions" ADD "refresh_number" INT NOT NULL DEFAULT 0;
        ALTER TABLE "sessions" ALTER COLUMN "refresh_number" DROP DEFAULT;
        ALTER TABLE "sessions" ADD "device" VARCHAR(80);
        ALTER TABLE "sessions" ADD "network" VARCHAR(49);
        ALTER TABLE "sessions" ADD "refresh_salt" BYTEA;
        UPDATE "sessions" SET
            "refresh_salt" = sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea),
            "network" = CASE WHEN "address" ~ '^[0-9.]+$' THEN "address" END;
        ALTER TABLE "sessions" ALTER COLUMN "refresh_salt" SET NOT NULL;
        INSERT INTO "mailed_rights" (id, user_id, purpose, email, created_at, expires_at, used_at)
        SELECT t.id, t.user_id, 'verify-email', u.email, t.created_at, t.expires_at, t.used_at
        FROM "verification_tokens" t JOIN "users" u ON u.id = t.user_id;
        DROP TABLE IF EXISTS "verification_tokens";
        CREATE INDEX IF NOT EXISTS "idx_sessions_user_id_a4803b" ON "sessions" ("user_id", "id");"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP INDEX IF EXISTS "idx_sessions_user_id_a4803b";
        ALTER TABLE "sessions" DROP COLUMN "refreshed_at";
        ALTER TABLE "sessions" DROP COLUMN "refresh_number";
        ALTER TABLE "sessions" DROP COLUMN "device";
        ALTER TABLE "sessions" DROP COLUMN "network";
        ALTER TABLE "sessions" DROP COLUMN "refresh_salt";
        DROP TABLE IF EXISTS "security_events";
        CREATE TABLE "verification_tokens" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,
    "user_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE
);
        CREATE INDEX "idx_verificatio_user_id_05c1a0" ON "verification_tokens" ("user_id");
        INSERT INTO "verification_tokens" (id, user_id, created_at, expires_at, used_at)
        SELECT id, user_id, created_at, expires_at, used_at FROM "mailed_rights"
        WHERE user_id IS NOT NULL AND purpose = 'verify-email';
        DROP TABLE IF EXISTS "mailed_rights";
        CREATE INDEX IF NOT EXISTS "idx_sessions_user_id_80072d" ON "sessions" ("user_id");"""


MODELS_STATE = (
    "eJztXW1z2ki2/itd/jKzVYxvYjtOxrl1q7BNEjYOZG2czOywpTSobbQWLUYSZtjZ+e+3T7"
    "ck9NISkhAglP6QGKQ+LfH02+nnvPSfR1NLJ6Zz3HZdMp25RxfozyOKp4R9iN9qoSM8m61u"
    "wAUXj0xeFotC/CIeOa6Nx1DZAzYdwi7pxBnbxsw1LAql2+hxThwHuRPsogV20NiaU5foaD"
    "ExTIJuiW44/PqjRclbVowg03pE7CJGuvFIHBdZD6yw5RBkuOz6MTxXt8bswQZ93N4j5tT4"
    "fU4013okTMJmD/rtX+yyQXXyB3Hg659HDwYxdf75iNXIAXGPoBT5Y2azV2IYOL6gBzWdmy"
    "aguZxxMI94YYYh//JXC0UqZdUYrB5tw1qh4OxJ4xVHmt3QoSS/rvmy9/fd63e8JOA80saW"
    "OZ/SVenZ0p1YNCg+nxv6McjAvUdCiY0Z9KH+AK/mdR3/koCWXXDtOQkw1VcXdPKA5yb0qq"
    "P/fZjTMXQmhE3ToNrj7+bx2LLJsaE7x5QsNEP/P+9NQ1Ka1usPtLvOQNOOEn3SAyvch7xL"
    "Y4YsQ82gLgD851+i3hU+/OoRPODqQ/v2x9Pzv3FELMd9tPlNjt7RX1wQu1hbteUKdK+nRF"
    "G/NCi2l3LcPYEY8KOlS5wyoPsXVqivhq4PoA/RbkG9vOlfQs1Tx/ndhAtf2reX3V779tcf"
    "P7V/4VhPl96tm37vvV8+3ACXvw46bd4CK8Rde6kV6+oriSq7e32RX9udV2BiNwnkNQPBNa"
    "ZEDqaQiAGpeyLH/odmATrofurcDdqfPkf683V70IE7J5Gu7F/9UeBvsQVVrLRBJehrd/AB"
    "wVf0z36vE2+loNzgn7CEHOG5a2nUWmhYD2PiX/YvRZo1tNQUbN6opGrm2jUzLP8PT6G1CC"
    "6M8PhpgW1dS9yxTqy0sslb05Np/Aqm+JE3EqAJ7+kpl51nQqVap7iRqXMSKJJb43xg94U2"
    "OGFVss6mI9dCmCLLfsTU+A+Gosfo1lowFdAmyKLmErFH2IghSfQWGi3Rt4VtuEQTD/6GDI"
    "ru/nEj0z2397AhHdJvE+xMvoGuOsU6AT0V1Fe4iEbkgelBoLFiqsMdpiDxuzZotD/Ca/4P"
    "nuuGezzV/9ZCjiXeEkqIBzGZIY29KH9FjMYT1vsv2LsSIcSezy5R1q6sNHLxE2FicxeNbI"
    "KfHPYOaSrzb0fh2r01lc6nI3b7X1n6tETMmY/+TcZurJLqtG3JI1nbWvZOHzgztCey3OUj"
    "ueCuHmaNx3PbJrra0jRpSyNp6LwtIBFVKndM5fZGZgLVS+OxS105riuZGJyGWGsPDEj2vu"
    "zPTz+fnJyevj55cXr+5tXZ69ev3rx4w8ryN07eep211ey+7/YGUT0MLsQ2jt7UGIX9aoLt"
    "lG2jVz4GOfshhwj5FP+hmYQ+uhP29fwsA022T+fd+fwsptr2vDsn/FYUXH85f2K/rwjIcb"
    "kGgn16kgPs05NUsOGWHOxik3NUSs3LcSokpB3mhTQsswGgnlbRMDwjym9uRCNSCtMopqCz"
    "JdH8+12/J0fTLx/ncQy2y/0vMg3nELWHDCgBiQh548+iAeUcmmCvJIQzVHAZAz28y0lgn8"
    "2mxUQbSKcd2QTrfWouvSF3IPSaNztkkqg6cbFhOpqwKhZRapKSpdSamk1h21YhgQcrgrJf"
    "voEqYzXg1okqvuJWfPsojTH277fWEseacAiwcxLIA2BIPUo1yo7+4AhmFG4JDvUtMlwH2d"
    "YCmdb4Cc3m7Bsnc20HaFzL1omdZI238oT1DguppFl9+ZtCdBp/Evx3dmD8mYkdVyvD8sQE"
    "FdVTmuqZMKWk0FLilVdLSY51mnfT4rpwSKyBevCB6L0HYVa+Fupzqq7g38+hK+ihomtVha"
    "+ecXTGVmOLYhPhEZhF2aLOK2NytjVFC7Ycc0PtmL1ai5trF1zQ9a2qSRWhsprBityzmCSa"
    "Ydv1LchcyWiBh+R4AubkiCskFHCwKQzL8GVk6UtuuL4QZmSC3IXFnknRiAxh0DlgyIbS1O"
    "Jl4daDARoOe2f+piDkPWHhmaGXaMHeflPd5aAMfgerodRXQ6zvLF6ApYPRVsgG4pVvHklQ"
    "vekDJqQktgPyR4pO7ZdvArZZOkbnl0E28RnxtfWLx9nQKNZiKSjjRBgWrEDZO6B2ULpebl"
    "2vq5PpzHKZ/tOmzkLODSXKZOp8RlBaw7x4EcUPYkqElOf0h6ZzV7jRLQx3wr4/kaUIODH0"
    "wIcvUIfYTU9jywhu2eaDCoa4qGiUJmhyDsEmkSCdviCuJBpBdux8TVSe9WpZ3Oqy2J+7jx"
    "bD+RM2TNmSGLmfuRxaXkltmp8DAWMGkxtZf1zAwsQEfXd4B9Yqk+Bncoy6wFHYtkEcRC3k"
    "kLFNXKclvOEFIWAx2Se+PMHCJTeabOE53Mvej2nlnvawZD4QOma/1bWsC1g2ub8+uL2Lu/"
    "zh8xliPdkh4P4epl6EecYlVJh3htSrHEGrcF959JUHpoJ3/cKyn1jV/Dd4FbfQN52tytj9"
    "hkz4GRio5pX/PvtVFqzW3uuku95nLeUO0x74hCGeVKXTNwMcJqCKa507hHtNbdE7Xek0TX"
    "FHZ7M0m7ihIYtwKlGpRqg6UWrl5FUeww4rlUqu8HsxF2k2tZneZJIb6ZBMA3Gu3n42wzb7"
    "5Hsw5HXli0rt3qEvNLOM5obpGtQ5hsfuYzbZiptfsIomO36Hzqe8VbrsDTHTJZK7KnfnI+"
    "Doa7s76PbeF8TfF7tA3ochvev0rvkV7wO/MuBfB0P6rt296VxfIPF3SO97H3v9r70L5H2I"
    "q3Z5BtXL8xyD6mV8A7AaVHArHsi+ymMSbcBUd4uwyO58LV5sa9YSjhYnL89en705PT8L/C"
    "uCK1luFUkXCtOynoqgGZRXUMahnNkW+5XTIotqSKQJlovo6H/14kWO4c9KpY5/fi/mGi/2"
    "PgmMs0mZlZQyU9SNj4kszpzTL9y8ITHVvnVu3xDPULCJo5INpFUbHGFRGz+UwxnZBdxQfJ"
    "atAKohEYWmJIAiCm4S2XeWTYxH+pEsE9vFGJ4emX/vVXOQiK6url7RxouAOA13J/bT2Q8m"
    "rtB723dX7evOUepkUAGy/Vh1zURYlpRFivR+bFlgoyL6rfE4keaKCt9uZVmyprygZkPJQj"
    "4dnrEHllDwimWwuOzrFC+RbiGLdSDhZzFmj4T4G+5NgXRiG89EX7lc2NbiBwcZaY69VT9F"
    "OPmC5xp8X1mghH+w55TrG5k8lluYkxxrSvjdR/xMVlamkeVOuIUJMSHToo9lrExbMNoQaF"
    "eVYlUZgDINQLO5zSRKU7Mh8TqbJ46+dG67737VOp/a3ZsLxOYT42H5Ex8hQ3rbAanP7bu7"
    "r/3b6wtICkfcn2bYcRaWrQ8pQ7f3vuPLimCBkOygfxvchHxyrDuIu2W425NcdqcMs1PCIB"
    "K8Sl52LBBoHje2FbOe2l2no9/c3bVyVSuzUNWplXNRZ/NyPvpz5aF/MO2raBxF49SZxtkP"
    "uXBHxnO2M16mpqKOFmhlEQyOV1Qrkpv6azxP9MRaQGQuD/JFDutBkNSjBUmWR0vuKpqWNz"
    "qFWKiu7pJ7/RbfxKqtdFO20unZOdfvow8hQ+fRXfd9r3OtdXsXKPg4pMFH7d1t/5PW63zV"
    "rjtfuledUKn4rUCqfz8IirHP4Bx1d9ft97RO7xr8oiJfh7Q/+NC51byLd34h2VXYmr9ju/"
    "MP2qD/sdPTbjv3d1BWdnVI+fZd4yRBF0pFv/v3PSLgtvOPe6Z4rMrFr0fLx4oFdz3qILjt"
    "fx9Sn4rQODNxgaLfQ/eDB8SvlKEezvL4jZylu42cJbxGSngWb+pWXDMlIIbwqzwIv0pH+F"
    "UcYb6UsAWcFgqJj0o1D+eTXC5QJxkuUCdJFyhKXIhAKYJzSKR5IJ/9nKcz/5zemX9OOJmR"
    "Z2NcyDt+JdE8fN/k6cNv0rvwm0QPVqlWv0+qcm8cR93auAEkR00hPVyWg++6j6T8hrjVym"
    "Y2vF17Kw+l0af8OFWRshQjwKQlPBQgvlUsZkmyIpcUeDV0IfkpeWA9d4Jc64lQJ3xEVQsR"
    "PJ5EzsaC1EgtnjN1ZuIx954IEp7xKF2eLMM/1mpIqeX6ZWATPMIOeQtuEOI0LVaI8yKQes"
    "NLeMZew9T99GsQkCsKYAde/Rj1xWv4R2cNKWhLEIy8aInIYoYAsWcMCO7T8URmpSJ4Fd9y"
    "1Ei+xevrWqibJFsh67TYlArU6bFhDabI6bE+oPIcbXmaIiVbm2qDwm2QliM5NcYsKaiCze"
    "LBZh5GpfZQcVllGK6zYXjKVAtLLxREHhKpRwQ5PE+ypt/9bl6Lbz8Oj3747V8/XFz827Ho"
    "aHj0t+00/nYiygl7AbZVEKdElYleS8qrIVnnIanMCcqcoMwJypygzAkl8K3enKD8ntOhb6"
    "4xgR80UtIrNi7bwJY/kJbOpW/NbOu5VDtHBJVOXec2VmEM30czMwhLnTUQklMDuc4trIz8"
    "ysh/wEb+cAJPx4EzyscTbMLuhUgIn0uvjncfb4kZJKGQY/5Z1HflV3ew01QC/ig5NuYnt0"
    "IpSjgPvCFubVHhVVBfgzruX1v1KWFTQpeu+pvMtyRWpJXpY8IKawaNDYj13iZtxDN6ID+Q"
    "XbhoLDD4ezxYNsJIUOBIUOBvQ+fdieeIWJfgtLuwB0bEQWWbD5K4evx2FLbX/2vbWTWUz0"
    "edfD5K+3ooH4+K/Av2QFzXDfVt5zBXZpidmWFcOP4kiXKqk0xQXvnGxH1jlD0gHerm2gMU"
    "gVhmca5TK+ell1QelGa3r6IP1zSqog9rSx9uk8/hqEtIHL810pkb+EG5yRov+Yh3SC0P+D"
    "lGg1AOUsNBPLmgDjE4prUgNhpjqAs7XtLTsTWdYVuW8KT66tfH4CjipE7EyY7TQJYAfXcb"
    "yW1kgeR/C8Drl28gIfIy10b9ZcZG/WVyo+6Ty9oEO5MiQCcEG4j4eR7Az9PxPk/AzUe/xv"
    "PkGuU8B2QVqD1AnfcAkYiIQpEvSUkVALPjABjHoDJn5yIxMEEVapjWeZgqnjV9VWwWz5pg"
    "FPL4zyTPpS/vA9L36vrkbQUOctBn+80kDj8pj1bswJUGgiVJ5FoerkQC2QObbHIitkoQsw"
    "lUQS6aRoIk9XDaAK6ke1UTYfM8Javxj2wqSDZTcdkudKnB+VAbQnXr1XXFvjYVL4M+Gy7H"
    "wdEcqQdKEcS6QW0NXRGnBJKlOBNjtqmqFTpr7hPxM7A0sYfhmaFtPm21Z8bH5s5asHnYdF"
    "63tse17Bse3cYPrmYT9sYb43QNdd2KqpqEVyGTaMghznJnbOIf2yRj6u9TMrDYf+vRHbDq"
    "7oLaGrIAFDQg+xqWxIYcUr7SzchhPS+PJRlyNs6wYcPRmQ5BM9t4Zpgjpg4/BIdc/OB4mS"
    "NZaTJzZBbjstVIXfZZD9CZNmFgk/vj53Hab6l0jY2yQEe7QHJuyXDeT4gq9/1WSff92Xxk"
    "GmPNm3TyN0FUTuFfFn8+u00w1U2JtSarAWKCqgXKtgBnm3hso6wBHlNd/6Nyu/P/36a9RI"
    "QA/Hxycnr6+uTF6fmbV2evX7968yKIBUjeygoKuOy+h7iAVthGkgwUYC9AnZllyzT3dBtz"
    "VGr39uX9DIKtWI6Vr9J2fZUMR4N9FtG1+Uwyx1iWSTBN0TVjovFpnskeIOZZU0a/fxPp4J"
    "fd2ATSu/902WFtwFuAFTLclHlFGcbTO32zDOM1TkhWTw6j7g2dy/FFxaioGBUVo5JFMWYm"
    "HZElwllLOhbOOnJnQRp0BrXIAoJ9fnCCHThoFzZRLWSxLsTTgCwmxngi0n9ARpC7D+2fTl"
    "6dp6caqbz2zfKLhEJYN+EpYZIL1er5jKjEJU1iP1Xikn3zPrO5zYqkbHzXn9AcEq/zPvjo"
    "tvO+ezfo3MJRx+KTOGw5OLaZH9r8+bb/pXOB+J/4LJtr33yeZ9sc1xZDu+ZzadKT/RGjh6"
    "O3b2t8qO1zet9v7vZZ5e8oMwbr1Mp5984qf0eD2ze0Zyig20elNtDxD6dlyxMkzsoJf0OO"
    "JL87fz1xXcuSRPtVnYiSiAu3hCSJu3inEyRJx/I8vllQWHAX0El0B5JtiBypJuuMSERibk"
    "CQbOUJUpIkwsam8yWKhVAsxCFqeGqXpXZZ1e2ylPrdbPVbmSaVaXLfSndNTZOhCBCJvh2N"
    "D0nXtkNhKbl1bVHctxQGAQvsIaYx5nEraIqfiMNVZgc92Nb0LSsoNGSuIAeJ7+iDYU/lif"
    "W29BSVX++wNOu0kKkB+SPNnziQqLM9qZLlvPPLILKSJ5xYI6q0Xzzu2RpVpLnvluMSmYdl"
    "hhd3RKyUE3fN1Kj9+HCrbUx6gzR3G6OMRaWmvxq1cq7dTKCJlBneMVm1b61zS9dn37rX/M"
    "AV7lqLbLLW7XD9MPst72/rAH3Fu9uNdqyhpDWSHWs0pU36jjWUSCffhhV8W0eWvoS9IHae"
    "iA4erSMyZpfZflEkmhEp27mJx6DcXsNwcIkNMjqxjWcmBTtMfsu2Fmwjakh2rdt91Pqta8"
    "Td1Qplvqkm7j/mTyt5ABtKLtnNkwh1K/YPDjKzb6Fu3mvZ4j1aKvfjJtET+07/v+892fYP"
    "ALAtmeNqPt9iX7bOWB/1v/bAq5j/GdL29SdwKOZ/hvTz/eVN9+4D3A8+Dmnnujvos0viL5"
    "PptW9+vRswKfFhSD91ILbzAom/8XVqP47IhqOxccXeYQyQJ1p0XfhuVHaH8bvBlYMN4A1W"
    "5TJjKBDe3SA6+tzpXXd77wsuBb4YGyviAxsZV1edz4PONRsa3qchve5c3XR7cM3/NKS3nS"
    "/9j3DJ+1CPESMUwyLHaIYkdpdI4+W2Fhd1kObO1vHmcqu+Ml+wyUNiDWzvA2nfXFybIs+/"
    "i2Yem1Y5Z6+IoKLN69zGUZYk0c4ZbEZcUMVcRHUfCYOWF1uJqHKsy3asC0OWhLqwg10/Vt"
    "1hQrzWFCHpaHKThHzKqADonJaees4Qa/FNTJIRdNlboN79zU2WP2Mo2fyYZ2zcMEf4yubT"
    "HgcZIBvSu4slCi9tSvOBy7SohdDNY1jTwq2byyPUGhvYRJ6Y8NlcTCzyTGy4SGaugxaGaa"
    "IRQSseD7mW1PFzo8qkMVWhn+ZZj/gz/N+5NnW2pHhLWXCaYcFJ9I1COqfSijKUzuSwKQCv"
    "VFhBnK14GhEnig21oUKHDNUU3nxKUTGVM9ozKwD6jlfYPBUojrV0SNcppkYcEJWhUkULZK"
    "pTwtunElUKh/UcUS+a4iVyCEGY6mjukLyKVN6qpGqU95OUCqVUqMiqE+kXebGPCKl1XalO"
    "e1adpsHhgBWydY07cTC+pEdGsVKdvl/VKcJRSzSnOIedrjiFaeDcapNLKKbSvD2hOwUdqA"
    "W2G2chVrpKnXQVdUbLds9oASO69h+LFgI5IrRDP8P7wdW2em8U6vM8jtHn6X7R50m3aPL7"
    "nDuvOIQ9mU30PO+BxByT5VabXonyr1UH5CjHwkxnFaEelGn1qKRySaqzS1JICSzVyhV6F6"
    "pWrrSVC4QYhzx75u6jxVDRIIxrQ++HvlfXJy8i7CCbP/tA+ViwbhWeIge4COaCSjApm3ap"
    "JnNPEbjwzND8w9vL49WeGR/FycuNxMhji1gpSsYVjEKPZ7sK6msqclG6bUPUmspRRhCDFX"
    "lDnD5bh3zK8Bp4+DHvVayEn1c1NRWsKQELteZQPHMm1qbd6hOv7c6rrKmY6TZ+2BSpa6ij"
    "0QBpwHiRjWcqDtStqKpJeO3KQOSppmvMRCsFNp+xSAup0HlsRpD6CHLwYIrC1ciMSFlFpa"
    "4yklgGP9NSpptMUKi1zeQ5yvumQRYtlSBFJUhRCVKUAUcZcAoacFRM7FZdGOuTA/Vg4VQh"
    "xnUIMVbHpOSBdoNjUqoOK05EaTQE8n0aQA7F+rhNCsMDS0JbrGBMpyrCDZaHnrCNx4kLCY"
    "RZOe+kSS9gJx9nUUh+SIe0y4/LgbTDHpEyMWY/OBcQfA03bDK1IDkxhAlBRmMHAapogh1E"
    "LUrgzEsma9jIMnUEP/RQkhaHZq5qn7UFMmflb19hpaxlWXsoP+cmsULKz3m7fs7O2JoRye"
    "L797t+LyUqK5CI0wQGm6D/i0zjkI0JMmgBiwgXkDifKn4UVayfQwXx86kocReW/VQI+rCM"
    "An8D8BVFWagNFEWpHFFVMlPVzIlmtsmz9VRqNEcllVd5vVvZ31cVbuSQoGrjOrfxXnNfHE"
    "67qlS1dYFXmeWUWW7HECuzXI3NcsnFrOJ+mzsOqZ6r2QYpcPaRUllYohpu+3TI2CbVIHXH"
    "q2oSUNu3gGYkSEx0v7X20OozJLJKK0mPmFaP1OHb/zUqOaIyxEWn9UjHyAt+VEpp3So94p"
    "43Nl6HrEA3bFzMdVwhjI5dlRTx+02KGFExU7WllQq6XlkKab7rdaWvQqUBPcZwkDOxFhSN"
    "lhfIcB30wBqA2DPWDm6LazcLKBwUsx5YqWM0WFgI2wQ9WpaO2P0pmzOSutQWnyPVtUJ1Zu"
    "tVoZGoFKqmKFTh1k+gf2lQbC/l+McE4+4HS1d45xzmZCl1P/C8OgI7ypf27WW31779NfAB"
    "CYwpN/3e+0uJF8jlr4NOO6Z9TaTQp/uWTeSIN8G37PQkh2vZ6UmqZxncUo4e36HdUDl6fB"
    "fNbGLH1eblDq6NyypHgANpaV0HNbPICikVLrVc1qyFo6vl2ascq+XZq9TVEm5FV0vFrinq"
    "p0aMRB7qZ09URCJ1n4yPkOX3yyAl5PkF8xhxAEkSnO6JHYSdJ6KLMDWqe0FlLo8zE2FmS+"
    "K+RQYrC378yGLdrMVLQ+SZIzb1MiPP1p4jJSZY/3eJlpueiLs9VBjS5b1qxbWyrqC4lCZx"
    "KckOm2iDLEZFKq54lVZJXmXMpljtmdgGe6jEC2fAhlHKzj8u2AimJWt30PllEGmBRHBTpA"
    "H84vGIpyj8akteqikObaNWcjeuNuIH0r6KQE1t5gYn8/JU0wIq5EpCEQAqBGOn3kurzVkB"
    "ZKNSClQViFGTQAyvY1aA8t2qpoYCHB3E67EF8m1zXD+b2H2w7Glb1NZQbFcLep2I1zD2Es"
    "o11jTpZOvMK6ixInlpVtPs9hB2PPLSfiY2emIKlIMMt4Vs8mg4LrGJzmlOzoc6EwzfR0tg"
    "uCIZwhwJu1p59VJS1f/hUEA8BT6xetiWe+xqc9tIsKyKZKwTyRhuwLwG0bBMI8isbbsNrU"
    "ZGXohXEk0EOFfOr9OMnF+nyZxfkTmnANJxuQbi/fLFSZ4jjqFYRpa1k8Qxx2PTICkBHul4"
    "R4QaCPbJqzx+FKxUKtT8nhRpJ3BGz218iAs2AvFdGx9UPsE9pbRTdHH6rNMsujjBFuWJyl"
    "dnZ+475vyWDR+mQV2xf2ydMdjvPZLsoyWlWlnbaVuU18YxgbWb6tATvJhxm0BouI6ohUwL"
    "XCFEnBM2ePbtEUFezjYIbBIZsv3dTXJPXWntkNR7MCFLNMHPBJnkwS/hOW61kGOJp+iG43"
    "d0+uhl+F59fWRNjSjhL+GKR3MHqiENHoW+TgyTcCYAPKfYW4rX4vnEpy30TWf7eux+Y6sS"
    "u4YnbGJ5i/CDS2zoICLruG0tIDBMMDd6mezh4iGVejypkPzmERKxMZ9b0Y2KKTW3hJqLXZ"
    "dMZ7LULV2aAntYJIa5sb3w5hfb0qke4Q1+Onl59vrszen52RtWhL9lcOV1Rpsk8wJ7U15B"
    "1XUl1UC19UDUVOXMonYnac4spfKaqIQmhaJaVLqNovbV2ubZiLaAZHeYaKL0jWE0qUjOTW"
    "Gf7Xv8RGKgKAd7MG8TFz1tiWcV805lSm4BN6jLO8WJddilgxYTQiGSBbZUwfaO6CKcZeHH"
    "w8zmI9NwJmxvtzDcCSv/Nrz1g22Zw6D0X2hIxWbwgXVVMPOCKdd/vZZvA4btI1OiiU2xiY"
    "zUjVyaZdcX9ftZPEimSERNawfHR/EgiJ08KYyX2pA2aEOqLOTKQt4IC3ls7s4LdEysgWhv"
    "xWQ7YSutWeiUt5WEwjgfxkx1YjPtUit6nl5cTuGdD++5bRaB2SveQHS35VGDn5kWYmsFcY"
    "5KNS8zybbQDjYHSaA7dD5NMAzJ8Oq6d++j9tWg+6VzgcTfIe11Otd32m3nqt/rda4GFyh2"
    "YUivu3fe5871BQp/i2+Gc01DeRouo9kkTmf7sw/VbJAoL6j6Ab8VLyjTmBoyq1w68CsJBf"
    "wm7mc+L1fGxBOTbaCR50CMOsqWp2x5Ka2uYqlV2G/dLXu5w37zeMyuTtDRDPpsuLgC59lu"
    "UFHzzKyxEKMAPHGu2IbAicPXvh/QvASM6hC1PKhJPaDLoyZ3wW4idNxoPq5iYvu8qqlJYG"
    "01oJ4pBEeySHrLWePaAapE7gylM4OMCZxPwn6dy/qzLLuotExBn3XJ2ut5wHvqfsUpPOes"
    "G9rKn71J7gMua5kiRKVfvs60cm0pymemk0k3F6kO7CGJ3fmvv9wS3FX7rytSJB3q5pIi85"
    "lestWjkqrVD6nVo3pNoXiViKTKv1pnmnulYRbQBCNCiuRU+TgVh1wviLeTOlIM+wpAvnfI"
    "AW9e1ofehKfHCKy3bL6+7V4N8nHzz9g2MJUZ+guRVmw4fRE1NQhzxfDVieHz+1cK0Rfqft"
    "l8nxbu8ut5vw/WAiKumCACPRxyW/KkFukZO3JJyMOf4PVikT0qk+W+FYNWBtGm4nR2EKej"
    "2MwdspmhOSjvXBKettROInMnMfNMUhsqt75l6zAhXavchjpUnYLKw4qbTAuJ6nUZWkhMlc"
    "wXTc4VCk+VECHpfgz2MWqbJgKey+HZwSBGG1asEXbID5I03RvXtk55iUbMe6bF3ySXW9FI"
    "v8xIbspKVpzLq0HB4VJslU1XqZpK1VSqZk1Vze8gFO7u6kPn+v4GotqCj0N6ddPufoJr3o"
    "ch/Xx/edO9+9Dtvb9Aq89Det/72Ot/7V0g70NQEqSDj0P6rt3lDxF/VyF3X7qdr6t4O/jG"
    "nt7uXXVuePHgY1xHyDP6Xp7niY+MG55C0ZHnidBqlbquyXZAaALtP0zjLLKERYTqPNZLrm"
    "HneYJVz9ODVc8Twaq+olxwGIXElDm9zsPogXjrYU5vs6C8ypUa9zXzMslqKYn/1mWgXckp"
    "aOPQ2oQ9YGyYpDC4EkkFbxxetqOfwdFpENtSaEcYk2tCToIdJKEJYJvhpWlhCf+RHhcvk9"
    "0oQr5m8O86QP7BsB04XYiW0XISwkrXqbOus8f0cTVr1WZl2qo1uNtK/RRk1i0xb8Vl1bRV"
    "52lrjOdOIZYjEGjeaKqepJ8Sx8GPEnzTefqQSBMQ3jVTr2Ky0jt7c6NzVJDBVmM4lKdVpX"
    "BKPSDyAisVVhCrsJiahMUov8FN/AZXITHpE0YF6H4vx/5IJ8sNYpDSjwAsGVbTFhU2qAli"
    "+x9IbqU5FM+cibUpbp94bXdeZU3CbEe+wH5vy3YJDvXJXJ7BWnhU5PMQdu1lCy1sgwlSpF"
    "sLikbkwfJceMfYNOHkpynWidwluJi43Ac49P6eAsaNzyqIad9qXAule5bSOaQELGChXQns"
    "zjC7zS18xbbZA3DQOCA0ZxOcxqWu9xINhOvsOQY/utMbXCDxd0jbV1edz/woBP/TkN523t"
    "3fwSXvg8w3VDwDavI/xSf6/fh1Kjpc0eFNosP9sAoNnNDnRY4ul0iWmvRr1gBVz/kMHbuc"
    "vSEqqewNh2RveDBoWfN4TFRZx+tsHZfsEvPaPxKSiqNfE3AeDUrelD9uZOqaVpxGTvSyOk"
    "WhC77us4mlQeihu60spsnjEJk+kjcG/SucHs6pIGB9ie1AmmuMQmDxcHFYnhDEkhyjruug"
    "J7IE2gjkQiVlUelbqL9g4m0vkGzbUdkVPKYZ/Bl/Evx3dmCEmXKMUJb8w4ZYHcu90+iRej"
    "n+1q0FmrS3qUEIu9q5Vtq6ic3VPtX+wEyfqvqHDflr1f+IC0GeLQB2QSX3SEymi88sYNsQ"
    "HllzN66suzy51NSaSs/K2bCugqp9cku33URPSrlvinHc340moU+P+AzLqLOQNwj1dPEToS"
    "XW07BcAxWmBtsAHFKqwUNiqr0Pqb0VlbLdGBNlalHhELU2tpQLh1BWrYZZta5t/CDd1Yob"
    "razNrA5FimxhF9gJHJ3Z5jN6OgNqs70oa1nHRRPs8HtQhuDxBPahYGmasnkhZUdbWdVS/2"
    "r+SzWvjnUnRagN6nexQVV5gVVe4L1pSyovcCnoj+Qe3n/vXA2Ei7f4FF9i9uO9bTgaZDAz"
    "bCKZ3i8tyySYpszwUclYi4yYaH2apIrRcNnv30RGw2U33t3vP112GP4cflbIEMpX0gN2Sr"
    "Azh0UggXg67RiWUbTjBrQj1zGLrKeBQJ0nnVpZxG0L8qe61hORHaeX7j8fl1Pe85IT1BlG"
    "bFsHmn5hgKWyCuQkyMTEM4fo2rQIulEhFe4n67wq1dR3aAaQERt5eQQpKaK4anVg+JbhzT"
    "AFRLpkBQw1J0FvV9UdJsZrKWrZSF5vDFB2l63aXfZoD/B7fJpZIDQi1lgH/E6V00rQRiPb"
    "IA8thKkuYks8whQiTbCLhMWBx6MsMAWvNXYzaREoV82QDunXiWEShNHCsp+IzS0KxGmhb8"
    "JR9BvbyMPpjBOmD7SQY4naqIUsMBUg8H5xkOGi+eztqg7xRCY3pCbBz6KEa6ER4QKUlYZ3"
    "pMfoG09I8U0E4sCrWg57wQl7jGU9iXov4Dt5ZtWyDQOrChodLQx3wn7qkFqmjkSOEG7nMO"
    "GsScMVMIifwl7WnTCU2KUlmgL/nmLzKGLTaFXt1ed1GqZTjpabGk1iVasgoIaZYfhIL2Ii"
    "CAQawRnt2kbgFj1GbJMTxOpGZcSy1b/Iw/i/eJGRq/5FnJ8zMX2cS5OKpEMclmkezKd5WN"
    "DTdBL0NMmB+spAEY4/IqRI/g1I/u/AyviP+8492BPFX6ZV3nYH/IhR78OQvuv2vMNE/U/x"
    "s0TrYYOc2RaDbspaQC80J8XlmjcvVX9+pI9Zal6p9XA3LL9UYsHNueJmLrmJNddwNB8/m7"
    "j2kmORAH+dwV1aRTnLe81aYTeG9/RkxOtOg9yxTedQTio8gGyYhwKlCi5uWnCxsnzmG0jN"
    "tXyqpHffx+hWBtit2rfjVH0BeCWiCl4V6laTULdw76wA6nuH1IihqhxiyVje4GCaVWBZbA"
    "9e4HiVIH6tIYhv9VSVNh1PWI/WPzB170hi9Y/cb2VZ/bFXUgMbeU6r/wdrwW7ZCFMUHqo/"
    "OGg8YQhAPkryTMAkDlF+/hPeIosppoEV3nAhHyW1XKRDfJ+7MMaS81a2+6j1dvRU23F91Z"
    "TvI7Vk2lksl8bjd3Ycy88nJ6enr09enJ6/eXX2+vWrNy8C+iR5K4tHuey+7/ZidKDgVhIa"
    "zn58ndrENsYT6Xwn7mTPdKsy62a49CbYYMaQTRKpXVU6LUi6qTe2N5sPau/1nj4NPBPbke"
    "rW6baXkEidjZJ1ikKCQVUAYa94A9Hdig8Je6JLZAdrZiVOC0SUb0NB34a9LmZ//T8G7fGx"
)
