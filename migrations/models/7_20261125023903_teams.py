from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "invitations" (
    "id" UUID NOT NULL PRIMARY KEY,
    "email" VARCHAR(254) NOT NULL,
    "role" VARCHAR(16) NOT NULL,
    "is_restricted" BOOL NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "letters" INT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "sent_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "closed_at" TIMESTAMPTZ,
    "invited_by_id" UUID REFERENCES "users" ("id") ON DELETE SET NULL,
    "organization_id" UUID NOT NULL REFERENCES "organizations" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_invitations_organiz_7ba076" ON "invitations" ("organization_id", "id");
CREATE INDEX IF NOT EXISTS "idx_invitations_organiz_eee275" ON "invitations" ("organization_id", "state", "id");
CREATE INDEX IF NOT EXISTS "idx_invitations_organiz_5bc725" ON "invitations" ("organization_id", "sent_at");
CREATE INDEX IF NOT EXISTS "idx_invitations_email_d42cf0" ON "invitations" ("email", "sent_at");
CREATE INDEX IF NOT EXISTS "idx_invitations_invited_ee0d0b" ON "invitations" ("invited_by_id");
COMMENT ON COLUMN "invitations"."role" IS 'OWNER: OWNER\nADMIN: ADMIN\nPUBLISHER: PUBLISHER\nEDITOR: EDITOR\nANALYST: ANALYST\nMEMBER: MEMBER';
COMMENT ON COLUMN "invitations"."state" IS 'PENDING: PENDING\nACCEPTED: ACCEPTED\nDECLINED: DECLINED\nREVOKED: REVOKED';
COMMENT ON TABLE "invitations" IS 'Somebody is asked to become a member. The code in the letter is derived from the row''s id.';
        CREATE TABLE IF NOT EXISTS "invitation_accounts" (
    "id" UUID NOT NULL PRIMARY KEY,
    "invitation_id" UUID NOT NULL REFERENCES "invitations" ("id") ON DELETE CASCADE,
    "social_account_id" UUID NOT NULL REFERENCES "social_accounts" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_invitation__invitat_71b8d4" UNIQUE ("invitation_id", "social_account_id")
);
CREATE INDEX IF NOT EXISTS "idx_invitation__social__4a5e17" ON "invitation_accounts" ("social_account_id");
COMMENT ON TABLE "invitation_accounts" IS 'A social account that whoever accepts will be restricted to.';
        ALTER TABLE "organizations" ADD "requires_second_factor" BOOL NOT NULL DEFAULT False;
        ALTER TABLE "organizations" ALTER COLUMN "requires_second_factor" DROP DEFAULT;
        ALTER TABLE "organizations" ADD "deletes_at" TIMESTAMPTZ;
        ALTER TABLE "organizations" ADD "deleted_at" TIMESTAMPTZ;
        CREATE INDEX IF NOT EXISTS "idx_organizatio_deletes_c28c44" ON "organizations" ("deletes_at");
        CREATE INDEX IF NOT EXISTS "idx_organizatio_organiz_cf0154" ON "organization_members" ("organization_id", "id");"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP INDEX IF EXISTS "idx_organizatio_organiz_cf0154";
        DROP INDEX IF EXISTS "idx_organizatio_deletes_c28c44";
        ALTER TABLE "organizations" DROP COLUMN "requires_second_factor";
        ALTER TABLE "organizations" DROP COLUMN "deletes_at";
        ALTER TABLE "organizations" DROP COLUMN "deleted_at";
        DROP TABLE IF EXISTS "invitation_accounts";
        DROP TABLE IF EXISTS "invitations";"""


MODELS_STATE = (
    "eJztXW1z27aW/isYf2k6o/UmduJ2nZ2dkW2lUWvLubactLe6w0AibPGaAlSCsqr25r8vDk"
    "hKfAEpUiJlisaHxBKJA1IP3g6e84K/DybMJDY/bLsumUzdg1P09wHFEyI+xG+10AGeTlc3"
    "4IKLh7Ysi71C8iIectfBI6jsHtuciEsm4SPHmroWo1C6jR5mhHPkjrGL5pijEZtRl5hoPr"
    "Zsgm6IaXF5/YFR8l4UI8hmD0hcxMi0Hgh3EbsXhRknyHLF9UN4rslG4sEWfajuETNq/TEj"
    "hsseiJBwxIN+/5e4bFGT/Ek4fP374N4itik/H4gaJSDuAZQif04d8UoCAx4I+lDTmW0Dmo"
    "upBPNAFhYYyi/fWihSqajGEvUYW9YKBaePhqw40uyWCSXldSOQvbvrXnyQJQHnoTFi9mxC"
    "V6WnC3fM6LL4bGaZhyAD9x4IJQ4W0If6A7ya33WCSx604oLrzMgSU3N1wST3eGZDrzr43/"
    "sZHUFnQti2LWo8/GEfjphDDi2TH1IyNyzz//w3DUkZRu+6b9x2+oZxkOiTPljhPuRfGglk"
    "BWoWdQHgv7959a7wkVcP4AHnH9s3r45PvpeIMO4+OPKmRO/gmxTELjZWbbkC3e8pUdTPLI"
    "qdhRp3XyAG/HDhEr4J6MGFFeqroRsAGEC0W1DPLq/PoOYJ53/YcOFz++as22vf/Pbqqv2r"
    "xHqy8G9dXvd+CsqHG+Dst36nLVtghbjrLIxiXX0lUWZ3ry/ya7vzCkzsJoG8ECC41oSowf"
    "QkYkCavshh8KFZgPa7V53bfvvqU6Q/X7T7HbhzFOnKwdVXHv5MLKjeSrusBH3p9j8i+Ir+"
    "ed3rxFtpWa7/T1hCDvDMZQZlcwObYUyCy8GlSLOGlpqCzRuV1M1cu2aG5f/+MbQWwYUhHj"
    "3OsWMaiTvsiKWVTd6aHE3iVzDFD7KRAE14T1+57DwRqtQ6vRuZOieBIrk1zntx39MGx6JK"
    "0dlM5DKEKWLOA6bWXxiKHqIbNhcqoEMQo/YCiUc4SCBJzBYaLtDXuWO5xPAe/BVZFN3+41"
    "Kle1b3sAEd0K9jzMdfQVedYJOAngrqK1xEQ3Iv9CDQWDE14Y5QkORdBzTaV/Ca/41npuUe"
    "TszvW4gz7y2hhPcgITOgsReVr4jRaCx6/6l4V+IJieeLS1S0qyiNXPxIhNjMRUOH4Ecu3i"
    "FNZf79IFy7v6bS2WQobv8rS59WiPHZ8N9k5MYqKU/bVjxStC1zdvrAqWU8ksUuHykFd/Uw"
    "NhrNHIeYekvTpC2NoqHztoBCVKvcMZXbH5kJVM+shy511biuZGJwWt5au2dAivcVf/7rf4"
    "6Ojo9/OHp9fPLju7c//PDux9c/irLyjZO3fsjaanZ/6vb6UT0MLsQ2jv7UGIX9fIydlG2j"
    "Xz4Gufgh+wj5BP9p2IQ+uGPx9eRtBppiny6788nbmGrb8+8cyVtRcIPl/FH8viIgx+UaCP"
    "bxUQ6wj49SwYZbarCLTc5RKT0vx6mQkHaYF9KwzBaA+lpFw/CMKL+5EY1IaUyjmILOlkTz"
    "59vrnhrNoHycx7HELvc/yLb4PmoPGVACEhHyJphFl5RzaII9VxDOUMFZDPTwLieBfTabFh"
    "NtIJ124BBsXlN74Q+5PaHX/Nkhk0Q1iYstmxueVbGIUpOU3EitqdkUVrUKCTxYEZSD8g1U"
    "GcsBt05U8bm04jsHaYxxcL+1ljg2PIcAJyeB3AeG1KdUo+zod9xjRuGWx6G+R5bLkcPmyG"
    "ajRzSdiW+SzHU40LjMMYmTZI0recJ6h4VU0qy+/E0hOk0+Cf57u2f8mY25a2zC8sQENdWz"
    "MdUzFkpJoaXEL6+XkhzrtOymxXXhkFgD9eA90Xv3wqx84anPqbpCcD+HrmCGiq5VFb74xt"
    "GpWI0ZxTbCQzCLikVdVibkHDZBc7EcS0PtSLxaS5pr51LQDayqSRWhtJrBitxjQhJNseMG"
    "FmSpZLTAQ3I0BnNyxBUSCnBse4Zl+DJk5kIark89MzJB7pyJZ1I0JAMYdBwM2VCaMlkWbt"
    "1boOGId5ZvCkL+E+a+GXqB5uLtt9Vd9srgt7caSn01xPrO4gVYOhhthWwgfvnmkQTlmz5g"
    "Qkpi2yd/pujUQfkmYJulY3R+7WcTnxFf26B4nA2NYu0tBZs4EYYFS1D29qgdtK6XW9frmm"
    "QyZa7Qf9qUz9XcUKJMps5nLUsbWBYvovhBTIkn5Tv9ocnM9dzo5pY7Ft8fycILOLHMpQ/f"
    "Uh0SN32NLSO4pcoHFQxx0dEoTdDkOME2USCdviCuJBpBdux8TdSe9XpZrHRZvJ65D0zgfI"
    "UtW7UkRu5nLofML2lM8nMgYMwQckP25yksTEIwcIfnsFbZBD+RQ9QFjsJxLMIRZYiTkUNc"
    "3vK84T1CgAnZR7k8wcKlNppU8BzpZR/EtEpPe1gy7wkdid/qMnYKy6b01we3d++ufPhsik"
    "RP5gTc38PUi2eecQn1zDsD6leOoFWkrzz6IgNTwbt+zpxHUbX8DX7FLfTVFKsydr8iG34G"
    "Bqp55b8vfhWD1dp/nXTX+6ylnAvtQU4Y3pPKdPoWgMMEVHKtM06k11SF3ulap2mKO7qYpc"
    "XEDQ1ZhFOJSjVC1YlSK0fv8hh2RKlUckXei7lIi6nN9ieT3EiHZBqIc/n2syl2xKfAgyGv"
    "K19UavcOfaGZZTizbNei/BAe+xyzSSVufstVNNnxO3Q2ka3SFW+IhS6R3FW5Ox8BB1/a3X"
    "6391NB/AOxU+R/GNDbTu9CXvE/yCt9+bU/oB/a3cvOxSny/g7oXe+X3vWX3inyP8RVuzyD"
    "6s1JjkH1Jr4BWA0quBUPZF/lMYk2YKq7RVhkd74Wr6uatTxHi6M3b394++Pxydulf8XySp"
    "ZbRdKFwmbssQiay/IayjiUU4eJXzkpsqiGRJpguYiO/nevX+cY/qJU6viX92Ku8d7eJ4Fx"
    "NimzktJmirrxMZHFWXL6hZs3JKbbt87tG+IZCjZxVLKBtGqDIyxq44eyPyO7gBtKwLIVQD"
    "UkotFUBFBEwU0i+4E5xHqgv5BFYrsYw9Mn8+/8avYS0dXV1Ss6eL4kTsPdSfx08YOJ6+m9"
    "7dvz9kXnIHUyKAHZ61h1zURYlZRFifTz2LJuPfr9QGHGCm61sixYPKDvW3lsV9dU5gL14m"
    "0wgt7X8vwmwDhjkidrRA4RLKWeVUg0AHGmoh2kn6wMzCH3YgYYI5dBTiSLo0cydZPGqyof"
    "VND2U4YpRds76mTv8LuGEeo1yVbIyjCaUoHOONpCm2Uc3cD8tK3tqWbLUZS/efsuB33z9l"
    "0qewO3FKqqWEJUXT0d5KhU83A+ysWTHWXwZEdJnkzvtNPRb+5OWwbfzTbz5o7LNrDl96Sl"
    "c1FpU4c9bdTOEUFNl9a5jbUX6stoZgHhRvE3ITk9kOvcws/G0e7RsN0XkramkG7P0qZzh+"
    "HsiTItDzyNEknIKPbLZ34lH365IfaSmVWD3vYqPF/W16AW+FYl5yp7q4JwDXpxOtsKHSF3"
    "Wn4vlUEQsSbZ0EMEXv0+9QGkJncZxLhZVNyfEweNMNSFuRe1hkZsMsWOKl9C+dW/lJwETW"
    "FBycQPb8lLBi0FyvHAXA/6fnt6y78F4A3KN9DD+00umu1NBs32JkmzTTHncybm8qJZDROC"
    "DUT8JA/gJ+l4nyTglqPfeCKOJarcaMukqkDvneq8d9JMdvpwaxaTXSAyN+RPkoh+3XwzEo"
    "+53ctBn9yGRD1sV64WmwMV8urYsyGTCyRvfRh57jbSd2NLvD6HKuxDfU1FzqJPlpfkhBtc"
    "aectAlt3WVtDR+OEQBZYPram285cIQexKxKklm1iD4N1ZkuwPrF9PhAhGx7Twfeu4RDxxl"
    "vjdAF13XhVNQmvKmm55Eyv4OiUy0E6YZeyHOWh7xzrYSzTZ0irL2QiDYg1Rkf+ueoj8URg"
    "15ZJMiyOTPHIJ2Ku0lE5bP4dR5aSxKvmIdpD8oVzg3rjlwp4wzZ+2udh22FWp1bOaxHfZG"
    "SX659Wzy1DU9pXezxstzZqj4fn83iocosQYjVUqXAjnEdGEtwV05JvM3DLJkTm+ReaN+aP"
    "XlLaIRmJy5CaT5IGnu09rKsLzFziFNwSVPuoghsDRexctTnpWqE8QdU/yU99UOJTlib2Cu"
    "qWvVYs4cOF3qs1aa/23H4cz70fq96Tw2H2xmnLAtk6Y31w/aXXuTlF8s+Ati+uur1TJP8M"
    "6Ke7s8vu7Ue4v/w4oJ2Lbv9aXPL+Cple+/K3276Q8j4M6FXn6gyEvL/xdSqX10jpKcwsbo"
    "hxJd5h5KpSep8x0ViYpsxWcdl4tKcQrqpJl1d2HO15fX0Z2fScdeP5u++gcV+9kW0gClme"
    "lpdM0LV3qf8+eYn6Ci4FgZgYK0Giv/b5eedTH9L7BZ8G9KJzftntwbXg04DedD5f/wKX/A"
    "/1GDGeYlgoS91KYnd56t5UtbiUnKdO86rpUDeXV61FarW6tfeetG++KDJNnL+EZh7ZbDPq"
    "PCKoyfM6t3GUJUm0cwabERfU6d2iuk9tUhHu0RS5uZnieXO91RTi8pK9qaeM3dmF6jlDrM"
    "U3MUlG0BVvgXp3l5eF4mG3dLRb2Xz8cNgG9e5Kve2SwGVa1ELo5jGsGeHWzeNtx9nIglO/"
    "PTHv6KfgICpxkUxdjuaWbaMhQSseD7lM5VW3XWUKI9nv4Z/mW4/kM4LfKU0yWaY0RfGWtu"
    "A0w4KT6BuFdE6tFWUdFJ4YNgXgVQpriLMVTyviRLGlNlQoCqWm8OZTioqpnNGeWQLQt7LC"
    "5qlAcayVQ7pOHkpeBFGGShUtkKlOed4+pahSOKznePWiCV4gTog8ynPGSV5FKm9VSjXK/0"
    "lahdIqVGTVifSLvNhHhPS6rlWnZ1adJsvo0RLZusaFpMaX9Mgo1qrTy1WdIhy1QnOKc9gZ"
    "x7qHSuZWm1xCMVUcZRG5U9CB2sOWb+sJrHWVOukqOjFYtYnBwIhu/MVosTO2w0I79DO865"
    "9X1XurPmUbMh1I5xVOxJPFRC8mSKZQXzLdatMr0f61BfxrtWNh+jBormOhpx5s0upRSe2S"
    "VGeXpJASuFErl+hdqFu51FZOcAF5/B501r1N06Jth1UjbVHfFCnRtuxSTeaeInDphPybIh"
    "elkrZNiNlQ/i2CmE69lw3PbGj7Wdq2RWlVU1PBmhCwvhqc4ikfs2271ZWs7davrKmYydyO"
    "ZeR0bDRAOvllJl67Mn74atcaE8hKOctnCDFC6mEeewikAIL8MpiicDUqA0lWUaUbiMJPf5"
    "mEMsueUkamyvWJYbRnSYOsNTr5h07+oZN/aOOENk4UNE7oeM9K3fN0lk8dPvvcO5pWGeGz"
    "OqFqHmjLPEJ2a8YnFoHQEMgr3Z8nuX3F9lxpAEjfnacYIPJszuHHk2VoKw5yxd4zR8ZgjM"
    "UVylwk08YCAGhB3Pdw6uucOY/e4RItWZpRgvyDrVQ7+8qeo6QFZKI40SL0gThTB1o2kw2I"
    "T1clsgL+q5Zcq+gKOmylSeRCssMmZ2aLYmeREmWhEo9vTRcu4fs7Syu3ppfXZ5FNkNj1n3"
    "V77ZvfXl21f/0+shO6vO79FJQPN87Zb/1OO75PFVNscECpQiXpi2GUsk2NC9aZ8CnFu6bz"
    "az/SAgHxom6AoHiIOziHNomdMKuzqDXV0UkfP/Jy2lezfanN3GC2z1dNC6iQKwlNRulUeT"
    "uNbF5tzgogG5XSoGoCtSYEKl+dCL5tKHPjzhaPAxwdxOuxBfJte1w/2di9Z86k7dXWUGxX"
    "C3qdosLD2Cso11jTpJOtU7+gIYrkpVltu9tDmPvkpQPpAx+FAsWR5baQQx4s7hKHmJLmlH"
    "woH2P4PlwAwxXxheIKdrX06pWkavDDoYD3FPgk6hFb7pFrzBwrwbJqkrFOJGO4AfOGQ4dl"
    "GkFmRb2Ljo9yeBcdH6V6F8GtuE4ZjIy8EK8kmghwrsD+44zA/uNkYH9kzimAdFyugXi/eX"
    "2UJ74fimWkUjhKxPiPbIukJH9Kxzsi1ECwj969y4G1KJVxyNy7FKQ5GTlEwZxlGB/igo1A"
    "fNfGBz5iU6JwjPj59rqXMn8vJeJMpTVy0X+Qbe1z9IIKeMAiG/g4xjFlBSqIA6/p4vRZp1"
    "l08UbR7jq49rk9l27E8BEa1Ln4J9YZS/zeA8U+WlGqlbWddrzyxigmsHZTHXqCn0/WIRBA"
    "ZCLKkM3AFULudefYcr2zr8VW+ImB1xEGPyRiOSjY3ST31KXWPqAD2h+TBRrjJzhj+z4o4T"
    "tutRBn3lNMiwcdnT7IB4S/PoimRpTIl3C9R0sHqgFdPgp9GVs2kUwAeE6Jt/ReC34FmbTQ"
    "V1Ps67H7VaxK4hoei4nlPcL3LnGgg/DgpG/vBHCZGmajdHXyIaV6POlkvc0jJGJjPreiGx"
    "XTau4Gai52XTKZqjyAUw90DYvs7kTX11XpVCWf6OpPeQVV15VUA9XWPVFTtTOL3p2kObNs"
    "lPNcJzsv4iCgE3AXtq/WNvN2tAUUu8NEE6VvDBW5odZvCq/Fvic4ZAQU5eUezN/ERfNKyO"
    "NGRH2wi0puAbeoCzZ8XReJDrvgaD4mFCJZYEu13N4R0wtnmQfxMDJzER+Lvd3ccsei/Pvw"
    "1g+2ZVxAGbzQgHqbwXvRVcHMC6bc4PVagQ0Yto9CiSYOxTayUjdyaZbdQDToZ/EgmSIRNa"
    "2tk2Gsz7YhgyB28qQwXnpD2qANqbaQawt5Iyzksbk7L9AxsQaiXYnJdixW2rTkQGqgVxIa"
    "43wYC9VJzLQLo+ihGXE5jXc+vGeOXQRmv3gD0a3KowY/CS3EMQriHJXaCO6ahbztBu3l5i"
    "AJ9Pr0bUvhOnfvg/Z5v/u5c4q8vwPa63Qubo2bzvl1r9c575+i2IUBveje+p87F6co/C2+"
    "Gc41DeVpuIxmUzidPZ99qGaDRHtB1Q/4SrygbGtiqaxy6cCvJDTw27ifBbzcJiaemGwDjT"
    "x7YtTRtjxty9NpKGtg1dNhv5WG/ebxmF0lKjYqOPuoeWbWWIjRErxSTkNqbK7EKGhKX97N"
    "UVM7EzcROn1wzTN6tssTkVQx4f5JSRnB4MFxTHlybU4tMiKI3YNh3yXqI8KVZQp6XytWke"
    "gxnyUno5yJbrj1aRraEF4nQ7grWqYI5RaUrzNBWluy7UloF0o1OdUVOySxO0/sNxXBXbYn"
    "tt7ep0Pd3O39bGpu2OpRSd3q+9Tq+uDzl0DYrjTMAppgREjTdTqzpGZD6wVxNUkQvWFfAs"
    "gNP0cmMj1GYL0R8/VN97yfj2V+wo6Ftz5KBpiWz15NDcJcM3x1YviC/pVC9IW6XzbfZ4S7"
    "/Hre7yObQ+yQEESgh0OWRpmeIT33RC4JdSAPvF4sRkXnZHxuxaCVQbTpiJMdRJxoNnOHbG"
    "ZoDso7l4SnLb2TyNxJTH2T1JbKbWDZ2k9I1yq3oQ5Vp/DosOKm0kKiel2GFhJTJfPFRUuF"
    "wlclvODqIJr4ELVtGwHPxWWeK4g2hhVriDn5TpFweuva1ikv0dhv37T4u+JyKxqzlhmTTE"
    "XJkrNSNSjMWYmttulqVVOrmlrVrKmq+QKCum7PP3Yu7i4hPmv5cUDPL9vdK7jmfxjQT3dn"
    "l93bj93eT6do9XlA73q/9K6/9E6R/2FZEqSXHwf0Q7srH+L9XQWPfe52vqwix+CbeHq7d9"
    "65lMWXH+M6Qp7R9+YkT6Rf3PAUivM7SQQJ6yRsTbYDQhMYfwmNs8gSFhGq81jfcA07yRN2"
    "eZIednmSCLsMFOWCwygkps3pdR5G98RfD3N6my3L66yfcV8zPyeqkZLCbl0u1ZWchjYOrU"
    "PEA0aWTQqDq5DU8MbhFTv6KRwCZjySRaEdYUyuCdH1O0insoRtihc2wwr+Iz3CWyW7Vax3"
    "zeDfdaj3veVwOCeHbqLlJIS1rlNnXecZE6HVrFWblTOq1uBWlcRomSN2g3krLqunrTpPWy"
    "M844VYjqVA80ZT+ST9hHCOHxT4pvP0IZEmILxrpl7HZKV39uZG5+ggg0pjOLSnValwKj0g"
    "8gKrFNYQ67CYmoTFaL/BbfwGVyEx6RNGCei+lANslJPlFjFI6YfZbRhW0/YqbFATxPY/kN"
    "vK4BRP+Zhti9uVrO3Wr6xJmO3IFzjobdkuwaE+mcsz2AiPinwewq6zaKG5YwlBikw2p2hI"
    "7pnvwjvCtg1nGE2wSdQuwcXE1T7Aoff3FTBpfNZBTM+txrVQumcpnUFyuwIW2pXA7gyzVW"
    "7hS7bN7oGDxh6hOR3jNC51vZfoUrjOnmPwozu9/iny/g5o+/y880km9Q8+DehN58PdLVzy"
    "P6h8Q71nQE3Bp/hE/zx+nZoO13R4k+jwIKzCACf0WZFDuBWSG036NWuAsud8gY6zmb0hKq"
    "ntDftkb7i36Kbm8Zioto7X2Tqu2CXmtX8kJDVHvybgPBqUvC1/3MjUNa04jZzoZXWKQvf4"
    "uk82Vgahh+62spgmn0MU+kjeGPQvcA62pIKA9SUOhzTXGIXAkuHisDwhiCU5RF2Xo0eyAN"
    "oI5EIlVVHpFdRfMPG2H0hWdVR2CY9pBn8mnwT/vd0zwkw7RmhL/n5DrA+Y3mn0SL0cf+vW"
    "Ak3a29QghF3vXEtt3cTm6jnV/qWZPlX1Dxvy16r/EReCPFsA7IJK7pOYQhefMmDbEB6ymR"
    "tX1l2ZXGrCJsqzcrasq6Bqn9zSVZvoSSv3TTGOB7vRJPTpEZ9hGX2q7xahni5+JHSD9TQs"
    "10CFqcE2AE42avCQmG7vfWpvTaVUG2OiTS06HKLWxpbNwiG0VathVq0LB98rd7XejVbWZt"
    "aEIkW2sHPMl47OYvMZPZ0BtcVeVLQsd9EYc3kPyhA8GsM+FCxNEzEvpOxoS6ta6V8tf6nh"
    "17HupAi9QX0RG1SdF1jnBX42bUnnBd4I+gO1h/fPnfO+5+LtfYovMc/jvW1xAzKYWQ5RTO"
    "9njNkE05QZPioZa5GhEK1Pk5QxGs6ury8jo+GsG+/ud1dnHYG/hF8UsjzlK+kBOyGYz2AR"
    "SCCeTjuGZTTtuAXtKHXMIuvpUqDOk06tLOIOg/ypLnskquP00v3n43Lae15xgrrASGzrQN"
    "MvDLBSVoOcBJnYeMqJaUyKoBsV0uF+qs6rU029QDOAitjIyyMoSRHNVesDwyuGN8MUEOmS"
    "JTDUkgS9WVW3nxivpahVI3m9MUDbXSq1uzyjPSDo8WlmgdCIWGMdCDpVTitBGw0di9y3EK"
    "amF1viE6YQaYJd5FkcZDzKHFPwWhM3kxaBzaoZ0AH9MrZsgjCaM+eRONKiQHgLffUcRb+K"
    "jTyczjgW+kALcebVRhliYCpA4P3CkeWi2fT9qg7viUJuQG2Cn7wSLkNDIgWoKA3vSA/RV5"
    "mQ4qsXiAOvyrh4wbF4DGOPXr2n8J08iWrFhkFUBY2O5pY7Fj91QJltIi9HiLRz2HDWpOV6"
    "MHg/RbysOxYoiUsLNAH+PcXmUcSm0Srbq8/vNEKnHC62NZrEqtZBQA0zw8iRXsREsBRoBG"
    "e0axuBW/QYsW1OEKsblRHLVv86D+P/+nVGrvrXcX7OxvRhpkwqkg5xWKZ5MB/nYUGP00nQ"
    "4yQHGigDRTj+iJAm+bcg+V+AlfEfd507sCd6f4VWedPtyyNG/Q8D+qHb8w8TDT7FzxKthw"
    "1y6jAB3US0gFloTorLNW9eKv/8yACz1LxS6+FuWH6pxIKbc8XNXHITa67FjQA/h7jOQmKR"
    "AH+dwV1ZxWaW95q1wm4M7+nJiNedBrljm86+nFS4B9kw9wVKHVzctOBibfnMN5Caa/nUSe"
    "9exujWBthK7dtxqr4AvApRDa8OdatJqFu4d5YA9R0nNWKoSodYMZa3OJhmFVgW24MXOF5l"
    "Gb/WEMQrPVWlTRxrND5Q2Pv9O60sSz9elVln4U+HYb0NupDdNXWbq1xoFHtcv5dvZ2+tvf"
    "9nul31iThcucqks5AhkTrT83Xyx4dBVQBhv3gD0a3Emiqe6BLVEXNZKYSWItrKV9DKl1Bc"
    "d+nC9u3/Ad0Y1oE="
)
