"""What can be wrong with API keys."""

from allin_gql.core.errors import Conflict, InvalidInput, NotAllowed


class ScopeNotHeld(NotAllowed):
    """A key would have a scope that its maker has not."""

    code = "SCOPE_NOT_HELD"
    cause = "A key may do what its maker may, or less; the message names what is too much."
    remedy = "Leave the scope out; `viewer` tells which permissions you have."
    arises = "`createApiKey`, `updateApiKey`"


class ExpiryInvalid(InvalidInput):
    """A key would end in the past, or live for too long."""

    code = "EXPIRY_INVALID"
    cause = "`expiresAt` is over already, or further away than a key may live."
    remedy = "Choose a moment between now and `maximum` days from now; rotating can move it."
    arises = "`createApiKey`, `rotateApiKey`"
    number_names = ("maximum",)


class NetworkInvalid(InvalidInput):
    """What should be a network is none."""

    code = "NETWORK_INVALID"
    cause = (
        "It is neither an address nor a network in CIDR notation, or has bits beyond its prefix."
    )
    remedy = "Write it like `192.0.2.0/24`, `198.51.100.7` or `2001:db8::/32`."
    arises = "`createApiKey`, `updateApiKey`"


class ApiKeyEnded(Conflict):
    """The key is not good any more."""

    code = "API_KEY_ENDED"
    cause = "The key was revoked, has expired, or its maker has left the organization meanwhile."
    remedy = "Make another key by `createApiKey`."
    arises = "`rotateApiKey`, `updateApiKey`"


class TooManyApiKeys(Conflict):
    """A member has as many keys that are good as one may."""

    code = "TOO_MANY_API_KEYS"
    cause = "One member may have 50 keys that are good, in each organization."
    remedy = "Revoke some that are used no more; `lastUsedAt` tells which."
    arises = "`createApiKey`"
    number_names = ("limit",)


class ApiKeyRotating(Conflict):
    """The key has two secrets already, and the older one is good for a while yet."""

    code = "API_KEY_ROTATING"
    cause = "The key was rotated, and the time that its old secret was given is not over."
    remedy = (
        "Wait until the old secret ends, end it by `revokeApiKey` with `onlyOldSecret`, or rotate "
        "with `endOldAtOnce`, which ends both."
    )
    arises = "`rotateApiKey`"
