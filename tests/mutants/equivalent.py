"""Mutants judged by hand: they change nothing that anybody could see, and so survive by right.

Named by module, the text before and the text after; a reason each. One that no longer stands in its module fails
`test_mutants`.
"""

from __future__ import annotations

_ORDER = "the order in which they go into a fingerprint, which is compared with none of another program's"
_PLACES = "one place more or less for those who say nothing: no text says how many there are, and who comes gets one"

EQUIVALENT: dict[tuple[str, str, str], str] = {
    (
        "importers/basis.py",
        'max(depth + (char == "《") - (char == "》"), 0)',
        "(max(0, depth + (char == '《') - (char == '》')))",
    ): "the larger of two numbers, whichever is named first",
    (
        "site/opendata/publish.py",
        'key("rows", origin, one)',
        "(key(origin, 'rows', one))",
    ): "a key of another order is as much its own",
    (
        "importers/visits.py",
        '(raw.get("routine"), raw.get("elsewhere"), str(raw.get("trigger", "")))',
        "((raw.get('elsewhere'), raw.get('routine'), str(raw.get('trigger', ''))))",
    ): "asked whether any is there, and part of a key: in either order",
    ("witness/server.py", "64", "65"): _PLACES,
    ("witness/server.py", "64", "(63)"): _PLACES,
    (
        "witness/server.py",
        "self.shutdown_request(request)",
        "pass",
    ): "a socket that nobody holds any more is closed by Python itself",
    **{
        ("ledger/verified.py", f'"{name}"', f"'{name}x'"): "a tier is asked for by its name: nothing reads its value"
        for name in ("alone", "full", "incremental")
    },
    **{
        ("ledger/cache.py", old, new): _ORDER
        for old, news in (
            (
                '("core", "errors", "ledger", "machine")',
                (
                    "(('errors', 'core', 'ledger', 'machine'))",
                    "(('core', 'ledger', 'errors', 'machine'))",
                    "(('core', 'errors', 'machine', 'ledger'))",
                ),
            ),
            (
                '("cryptography", "msgspec", "py-arkworks-bls12381", "rfc3161-client")',
                (
                    "(('msgspec', 'cryptography', 'py-arkworks-bls12381', 'rfc3161-client'))",
                    "(('cryptography', 'py-arkworks-bls12381', 'msgspec', 'rfc3161-client'))",
                    "(('cryptography', 'msgspec', 'rfc3161-client', 'py-arkworks-bls12381'))",
                ),
            ),
        )
        for new in news
    },
}
