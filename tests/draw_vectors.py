"""Makes content/vectors/draw: draws as the site publishes them, and wrong ones, each named for its one fault.

    python -m tests.draw_vectors        writes the folder anew

A wrong one is as consistent as a liar could make it: where a record is changed its id is too, and all that refers to
it, so that only the check for that very fault can tell. ``faults.json`` says which check that is. No true key signs
anything here, and everything follows from fixed text: the same files come out on every run.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from ssj_publish.core import encoding
from ssj_publish.core.draw import guests as arithmetic
from ssj_publish.core.draw import outcome, tickets, tlock
from ssj_publish.core.draw.drand import QUICKNET
from ssj_publish.core.kinds import KINDS
from ssj_publish.core.kinds.draw import BeaconRound, DrawCommit, DrawSeal, DrawSecret, Timelock, Visitee
from ssj_publish.core.kinds.registers import BodyChange, InspectorChange, Recusal
from ssj_publish.core.kinds.removable import Disclosed
from ssj_publish.core.rules import drawing
from ssj_publish.core.signatures import canonical_base64
from ssj_publish.core.state import Draw, Outcome
from ssj_publish.office import draws, opening
from ssj_publish.office.desk import Step
from ssj_publish.site import exports
from tests import beacons
from tests.bureau import BALLS, GUEST, LOTTERIES, NEXT_SIGNATURE, ROUND, SIGNATURE, at, inspector, task
from tests.bureau import body as school
from tests.world import World

FOLDER = Path(__file__).parents[1] / "content" / "vectors" / "draw"
Data = dict[str, Any]


def half(**changes: Any) -> Any:
    """A task that draws every second body, so that there are substitutes."""
    made = task(**changes)
    return msgspec.structs.replace(made, ratios=tuple(msgspec.structs.replace(one, p=1, q=2) for one in made.ratios))


def told(world: World, draw: Draw) -> Data:
    data: Data = json.loads(exports.draw_file(world.state, draw))
    return data


def plain() -> Data:
    world = World().found().register().plan()
    return told(world, world.open(world.commit()))


def local() -> Data:
    world = World().found().register().plan()
    return told(world, world.open(world.commit(beacon=None)))


def lottery() -> Data:
    """Sealed and opened, on the numbers of two public lotteries."""
    world = World().found().register().plan()
    draw = world.commit(beacon=None, lotteries=LOTTERIES, sealed=True)
    world.seal(draw)
    return told(world, world.open(draw))


def balls() -> Data:
    """Twenty digits drawn on the spot."""
    world = World().found().register().plan()
    return told(world, world.open(world.commit(beacon=None, balls=BALLS)))


def urn() -> Data:
    """Sealed and opened, on balls that do not go back."""
    world = World().found().register().plan()
    named = msgspec.structs.replace(BALLS, count=22, first=1, last=33, returned=False)
    draw = world.commit(beacon=None, balls=named, sealed=True)
    world.digits = (" ".join(f"{one:02}" for one in range(33, 11, -1)),)
    world.seal(draw)
    return told(world, world.open(draw))


def unknown() -> Data:
    """On a chain that the bureau may run itself: it holds, and the chain is called unknown."""
    world = World().found(beacons=(beacons.own(),)).register().plan()
    draw = world.commit(beacon=BeaconRound(chain="own", round=ROUND, fallback="wait"))
    world.reveal(draw)
    world.say(draws.conclude(world.state, draw, beacons.signed(ROUND)), "o1")
    return told(world, draw)


def waiting() -> Data:
    world = World().found().register().plan()
    return told(world, world.commit())


def sealed(opened: bool) -> Data:
    world = World().found().register(bodies=30).plan(half())
    draw = world.commit(sealed=True)
    world.seal(draw)
    return told(world, world.open(draw) if opened else draw)


def known() -> Data:
    """Sealed, all secrets open, and no result recorded: whoever has the data computes it."""
    world = World().found().register(bodies=30).plan(half())
    draw = world.commit(sealed=True)
    world.seal(draw)
    world.reveal(draw)
    return told(world, draw)


def false_and_void() -> Data:
    """The seal was of another list; the true result is recorded beside it, and the draw is void."""
    world = World().found().register(bodies=30).plan(half())
    draw = world.commit(sealed=True)
    world.now = at("2025-03-28 14:00")
    count = sum(one.sample for one in draw.commit.strata)
    lie = DrawSeal(draw=draw.id, signature=SIGNATURE, root=sha256(b"another list").hexdigest(), count=count)
    world.say(lie, "o1", "p", "d")
    world.open(draw)
    world.void(draw, "seal-false")
    return told(world, draw)


def void() -> Data:
    world = World().found().register().plan()
    draw = world.commit()
    world.void(draw)
    return told(world, world.open(draw))


def timelocked() -> Data:
    """Two of three secrets are locked to the next round, one of them by its party's own tool, to something else than a
    secret; nobody opens either: the round does."""
    world = World().found().register().plan()
    world.now = at("2025-03-27 09:00")
    for role in drawing.parties(world.state, "T1"):
        step = draws.promise(world.state, "T1", world.secret("T1", role), QUICKNET if role == "p" else None, ROUND + 1)
        if role == "d":
            foreign = canonical_base64(tlock.lock(QUICKNET, ROUND + 1, b"nothing", bytes(48)))
            step = Step(
                DrawSecret(
                    task="T1", ordinal=1, timelock=Timelock(chain="quicknet", round=ROUND + 1, ciphertext=foreign)
                )
            )
        world.say(step, role)
    step = draws.commit(world.state, world.choices())
    draw = world.state.draws[world.say(step, "o1").id]
    world.now = at("2025-03-28 14:00")
    world.say(draws.reveal(draw, world.secret_of("T1", 1, "o1")), "o1")
    world.say(opening.unlock(draw, ("quicknet", ROUND + 1), NEXT_SIGNATURE), "o1")
    world.say(draws.conclude(world.state, draw, SIGNATURE), "o1")
    return told(world, draw)


def minimum() -> Data:
    """A floor under k, a class smaller than it, an empty class, and ids that sort by byte."""
    world = World().found().register(bodies=2)
    extra = [
        school(n, id=id_, credit_class="A")
        for n, id_ in enumerate(sorted(("a", "B", "A.1", "A-1", "A_1", "Z" * 64, "0")), 50)
    ]
    world.say(BodyChange(reason="新增", added=tuple(extra)), "p")
    world.plan(task(minimum=3))
    return told(world, world.open(world.commit()))


def heir_of(draw: Draw) -> str:
    """The school that stands in since the last substitution."""
    heir = draw.substitutions[-1].body.replacement
    assert heir is not None
    return heir


def substituted() -> Data:
    """A closed school, its heir closed too, inspectors who leave, one who stands back, a class without anyone left."""
    world = World().found().register(bodies=16, inspectors=7)
    for number in (4, 8, 12, 16):
        world.say(Recusal(inspector="N03", body=f"S{number:03d}", ground="kinship"), "d")
    made = half()
    ratios = (*made.ratios[:3], msgspec.structs.replace(made.ratios[3], p=1, q=1))
    world.plan(msgspec.structs.replace(made, ratios=ratios))
    draw = world.open(world.commit(cap=9))
    drawn = {one.credit_class: one.body for one in reversed(draw.outcome.drawn if draw.outcome else ())}
    world.change(drawn["A"], state="closed")
    world.substitute(draw, drawn["A"], None, "closed")
    heir = heir_of(draw)
    world.substitute(draw, heir, draw.teams[heir][0], "illness")
    world.substitute(draw, heir, draw.teams[heir][0], "illness")
    leaving = draw.teams[drawn["B"]][1]
    world.say(Recusal(inspector=leaving, body=drawn["B"], ground="interest"), "d")
    world.substitute(draw, drawn["B"], leaving, "recusal")
    world.change(drawn["D"], state="closed")
    world.substitute(draw, drawn["D"], None, "merged")
    gone: str | None = heir
    for _ in range(2):
        assert gone is not None
        world.change(gone, state="moved")
        world.substitute(draw, gone, None, "moved")
        gone = draw.substitutions[-1].body.replacement
    return told(world, draw)


def capped() -> Data:
    """All but one inspector are at the cap: that one steps in, whoever comes first by ticket."""
    world = World().found().register(bodies=16, inspectors=7)
    ratios = tuple(msgspec.structs.replace(one, p=k, q=4) for one, k in zip(task().ratios, (2, 2, 2, 4), strict=True))
    world.plan(task(ratios=ratios))
    draw = world.open(world.commit(cap=3))
    found = draw.outcome
    if found is None:
        raise ValueError("a result was just recorded")
    free = next(one for one, load in found.loads.items() if load < 3)
    for body, team in draw.teams.items():
        first = next(one for one in outcome.preference(found.seed, body, draw.commit.inspectors) if one not in team)
        if free not in team and first != free:
            world.substitute(draw, body, team[0], "illness")
            return told(world, draw)
    raise ValueError("every team has the one who is free, or meets them first")


def crowded() -> Data:
    """Two items, few who may inspect both, and half of the schools with nobody else: the others' teams have to give
    way."""
    world = World().found().register(bodies=24, inspectors=7)
    able = [("I1",), ("I2",), ("I1", "I2"), ("I1",), ("I2",), ("I1", "I2"), ("I2",)]
    people = tuple(inspector(n, items=items) for n, items in enumerate(able, 1) if len(items) == 1)
    world.say(InspectorChange(reason="资格调整", changed=people), "p")
    for number in range(13, 25):
        for n, items in enumerate(able, 1):
            if len(items) == 1:
                world.say(Recusal(inspector=f"N0{n}", body=f"S{number:03d}", ground="kinship"), "d")
    made = half(items=("I1", "I2"), partners=("o2",))
    world.plan(
        msgspec.structs.replace(made, ratios=tuple(msgspec.structs.replace(one, p=3, q=4) for one in made.ratios))
    )
    return told(world, world.open(world.commit(cap=12)))


def guests(local: bool = False) -> Data:
    """A parent on paper, a headteacher with a key of the day and a name, and a reporter who does not come back."""
    world = World().found().register(bodies=16).plan(half())
    name = Disclosed(sd=sha256(b"name of a headteacher").hexdigest())
    invited = [world.invite(), world.invite("校长", GUEST, name=name), world.invite("记者")]
    draw = world.commit(beacon=None) if local else world.commit()
    world.now = at("2025-03-27 17:00")
    world.speak(draw, invited[1], key=GUEST)
    world.speak(draw, invited[0])
    return told(world, world.open(draw))


GOOD: dict[str, Callable[[], Data]] = {
    "plain": plain,
    "local": local,
    "lottery": lottery,
    "balls": balls,
    "urn": urn,
    "unknown-chain": unknown,
    "waiting": waiting,
    "sealed": lambda: sealed(False),
    "sealed-opened": lambda: sealed(True),
    "sealed-known": known,
    "sealed-false-void": false_and_void,
    "void": void,
    "timelocked": timelocked,
    "minimum": minimum,
    "substituted": substituted,
    "crowded": crowded,
    "capped": capped,
    "guests": guests,
    "guests-local": lambda: guests(local=True),
}


# Lies.


def records(data: Data) -> list[Data]:
    found = [
        *data["secrets"],
        *data["guests"],
        data["commit"],
        *data["guest_reveals"],
        *data["reveals"],
        data["seal"],
        data["void"],
        data["result"],
        *data["substitutions"],
    ]
    return [one for one in found if one]


def put(record: Data, **changes: Any) -> None:
    """Change a record's field, in its statement too."""
    raw = encoding.parse(record["statement"].encode(), "000/000001.yaml")
    said = raw["statement"]["body"] | changes
    fields = KINDS[raw["statement"]["kind"]].__struct_encode_fields__
    raw["statement"]["body"] = {name: said[name] for name in fields if name in said}
    record.update(changes, statement=encoding.emit(raw).decode())


def retime(record: Data, time: str) -> None:
    """Say it at another time."""
    raw = encoding.parse(record["statement"].encode(), "000001.yaml")
    raw["statement"]["time"] = record["time"] = time
    record["statement"] = encoding.emit(raw).decode()


def consistent(data: Data) -> Data:
    """The same with every id as its statement gives it, wherever it is named."""
    for place in range(len(records(data))):
        one = sorted(records(data), key=lambda one: int(one["seq"]))[place]
        fresh = sha256(one["statement"].encode()).hexdigest()
        data = json.loads(json.dumps(data).replace(one["id"], fresh))
    return data


def said(data: Data) -> list[bytes]:
    """What parties and guests put into the seed."""
    words = {one["guest"]: one["secret"] for one in data["guest_reveals"]}
    heard = [
        arithmetic.opened(words[one["id"]]) if one["id"] in words else arithmetic.absent(one["commitment"])
        for one in data["guests"]
    ]
    return [*map(bytes.fromhex, data["opened"]), *heard]


def public(data: Data) -> bytes:
    """The randomness that ``data`` would have."""
    shown, named = data["result"], data["commit"]["lotteries"]
    if data["commit"]["balls"] is not None:
        return sha256("\n".join(["ssj/balls/v1", *shown["numbers"], ""]).encode()).digest()
    if named is None and data["commit"]["beacon"] is None:
        return b""
    if named is None:
        return sha256(bytes.fromhex(shown["signature"])).digest()
    lines = [
        f"{one['game']} {one['issue']} {line}\n" for one, line in zip(named["issues"], shown["numbers"], strict=False)
    ]
    return sha256(f"ssj/lottery/v1\n{''.join(lines)}".encode()).digest()


def concluded(data: Data) -> Data:
    """The result that follows from what ``data`` says, right or wrong."""
    data = consistent(data)
    raw = encoding.parse(data["commit"]["statement"].encode(), "000/000001.yaml")["statement"]["body"]
    seed = tickets.seed(data["commit"]["id"], said(data), public(data))
    pool = {line.split()[0]: (line.split()[1], line.split()[2]) for line in data["pool"]}
    frozen = outcome.Frozen(msgspec.convert(raw, DrawCommit), pool, [frozenset(slot) for slot in data["eligible"]])
    found = outcome.compute(frozen, seed)
    put(data["result"], seed=seed, drawn=msgspec.to_builtins(found.drawn))
    data["tickets"] = [f"{one.ticket} {one.body}" for one in found.tickets]
    return consistent(data)


def pooled(data: Data, lines: list[str]) -> Data:
    data["pool"] = lines
    put(data["commit"], pool=sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest())
    return consistent(data)


def lie_secret(data: Data) -> Data:
    put(data["reveals"][1], secret="00" * 32)
    data["opened"][1] = "00" * 32
    return concluded(data)


def lie_opened(data: Data) -> Data:
    """What a ciphertext is said to hold is not what went into the seed."""
    data["opened"][2] = "00" * 32
    return data


def lie_seed(data: Data) -> Data:
    put(data["result"], seed=sha256(b"liked better").hexdigest())
    return consistent(data)


def lie_body(data: Data) -> Data:
    """The first substitute of the first class in the place of the last drawn."""
    drawn = copy.deepcopy(data["result"]["drawn"])
    last = [one for one in drawn if one["credit_class"] == drawn[0]["credit_class"]][-1]
    order = [line.split()[1] for line in data["tickets"]]
    last["body"] = order[order.index(last["body"]) + 1]
    put(data["result"], drawn=drawn)
    return consistent(data)


def lie_ticket(data: Data) -> Data:
    first, second, *others = data["tickets"]
    data["tickets"] = [f"{first.split()[0]} {second.split()[1]}", f"{second.split()[0]} {first.split()[1]}", *others]
    return data


def lie_inspector(data: Data) -> Data:
    """Another who is eligible too, and not in the team."""
    drawn = copy.deepcopy(data["result"]["drawn"])
    recused = {(one["inspector"], one["body"]) for one in data["commit"]["recusals"]}
    for visit in drawn:
        others = [
            one for one in data["eligible"][0] if one not in visit["team"] and (one, visit["body"]) not in recused
        ]
        if others:
            visit["team"][0] = others[0]
            break
    put(data["result"], drawn=drawn)
    return consistent(data)


def lie_substitute(data: Data) -> Data:
    """The second substitute steps in, with the first one's team."""
    step = data["substitutions"][0]
    order = [line.split()[1] for line in data["tickets"]]
    put(step, replacement=order[order.index(step["replacement"]) + 1])
    data["substitutions"] = [step]
    return consistent(data)


def lie_heir(data: Data) -> Data:
    """Another inspector than the next by ticket."""
    step = next(one for one in data["substitutions"] if one["reason"] == "recusal")
    other = next(one for one in step["allowed"][1] if one not in step["team"])
    put(step, replacement=other, team=[step["team"][0], other])
    return consistent(data)


def lie_allowed(data: Data) -> Data:
    """Somebody recused from the school is said to be free for it, which would change nothing else."""
    recused = {one["body"]: one["inspector"] for one in data["commit"]["recusals"]}
    step = next(one for one in data["substitutions"] if one["body"] in recused and one["inspector"])
    slot = 1 - step["team"].index(step["replacement"])
    step["allowed"][slot] = sorted([*step["allowed"][slot], recused[step["body"]]])
    return data


def lie_k(data: Data) -> Data:
    strata = copy.deepcopy(data["commit"]["strata"])
    strata[1]["sample"] += 1
    put(data["commit"], strata=[{key: value for key, value in one.items() if key != "minimum"} for one in strata])
    data["commit"]["strata"] = strata
    return concluded(data)


def lie_pool(data: Data) -> Data:
    """A body less, and nothing else changed."""
    data["pool"].pop()
    return data


def lie_cap(data: Data) -> Data:
    """The file says another cap than the signed bytes."""
    data["commit"]["cap"] += 1
    return data


def lie_statement(data: Data) -> Data:
    """Signed bytes changed, the id kept."""
    data["commit"]["statement"] = data["commit"]["statement"].replace("cap: 10\n", "cap: 11\n")
    data["commit"]["cap"] = 11
    return data


def lie_eligible(data: Data) -> Data:
    """Somebody whom the commitment does not name."""
    data["eligible"][0].append("N99")
    return data


def lie_chain(data: Data) -> Data:
    """A chain whose period is another, under the true chain's hash."""
    data["chain"]["period"] += 1
    return data


def lie_round(data: Data) -> Data:
    """A round that was known when the commitment was made."""
    beacon = data["commit"]["beacon"] | {"round": 16_000_000}
    put(data["commit"], beacon={key: value for key, value in beacon.items() if value is not None})
    data["commit"]["beacon"] = beacon
    return concluded(data)


def lie_drawing(data: Data) -> Data:
    """One of the lotteries had been drawn when the commitment was made."""
    named = data["commit"]["lotteries"]
    issues = [one | {"time": "2025-03-26T21:15:00+08:00"} if one["game"] == "ssq" else one for one in named["issues"]]
    told = {"issues": issues, "fallback": named["fallback"]}
    put(data["commit"], lotteries=told)
    data["commit"]["lotteries"] = told | {"hours": None}
    return resealed(concluded(data))


def lie_count(data: Data) -> Data:
    """The second lottery's numbers are left out, and with them its share of chance."""
    for name in ("seal", "result"):
        put(data[name], numbers=data[name]["numbers"][:1])
    return resealed(concluded(data))


def lie_numbers(data: Data) -> Data:
    """Numbers that suit better than those of the seal."""
    put(data["result"], numbers=["03" + data["result"]["numbers"][0][2:], data["result"]["numbers"][1]])
    return concluded(data)


def lie_impossible(data: Data) -> Data:
    """Numbers that no drawing can give: a ball twice."""
    numbers = [data["result"]["numbers"][0], "01 01 12 20 28 33+07"]
    for name in ("seal", "result"):
        put(data[name], numbers=numbers)
    return resealed(concluded(data))


def balls_named(data: Data, **changes: Any) -> None:
    """Another drawing in the commitment."""
    named = data["commit"]["balls"] | changes
    put(data["commit"], balls={key: value for key, value in named.items() if value not in (None, False, 0)})
    data["commit"]["balls"] = named


def lie_spot(data: Data) -> Data:
    """The balls had been drawn when the commitment was made."""
    balls_named(data, time="2025-03-26T10:00:00+08:00")
    return concluded(data)


def lie_few(data: Data) -> Data:
    """Too few digits: whoever tries commitments finds one to like."""
    balls_named(data, count=8)
    put(data["result"], numbers=[data["result"]["numbers"][0][:15]])
    return concluded(data)


def lie_digits(data: Data) -> Data:
    """A digit less than the commitment says."""
    put(data["result"], numbers=[data["result"]["numbers"][0][2:]])
    return concluded(data)


def lie_returned(data: Data) -> Data:
    """A ball that does not go back comes out twice."""
    line = data["result"]["numbers"][0]
    for name in ("seal", "result"):
        put(data[name], numbers=[line[:3] + line[:2] + line[5:]])
    return resealed(concluded(data))


def lie_two(data: Data) -> Data:
    """Two sources: whichever suits."""
    named = {"chain": "quicknet", "round": ROUND, "fallback": "wait"}
    put(data["commit"], beacon=named)
    data["commit"]["beacon"] = named | {"hours": None}
    return concluded(data)


def resealed(data: Data) -> Data:
    """The seal that fits the result."""
    drawn = msgspec.convert(data["result"]["drawn"], tuple[Visitee, ...])
    found = Outcome(data["result"]["seed"], (), drawn, {})
    put(data["seal"], root=outcome.seal_root(found))
    return consistent(data)


def lie_seal(data: Data) -> Data:
    """Sealed with another list."""
    put(data["seal"], root=sha256(b"another list").hexdigest())
    return consistent(data)


def lie_foreign(data: Data) -> Data:
    """A reveal of another draw."""
    other = sha256(b"another draw").hexdigest()
    data["reveals"][0] = json.loads(json.dumps(data["reveals"][0]).replace(data["commit"]["id"], other))
    return consistent(data)


def lie_guest_out(data: Data) -> Data:
    """A guest whom the commitment lists is left out of the draw, and of the seed."""
    gone = data["guests"].pop(0)
    data["guest_reveals"] = [one for one in data["guest_reveals"] if one["guest"] != gone["id"]]
    return concluded(data)


def lie_guest_unlisted(data: Data) -> Data:
    """The commitment leaves out a guest who stands, and the data goes on listing them."""
    listed = data["commit"]["guests"][1:]
    put(data["commit"], guests=listed)
    return concluded(data)


def lie_guest_swapped(data: Data) -> Data:
    """Another promise in the place of a guest's, once it is known which would suit."""
    put(data["guests"][0], commitment=arithmetic.commitment("0" * 40))
    return concluded(data)


def lie_guest_words(data: Data) -> Data:
    """A guest's secret opened wrong, and everything reckoned with it."""
    put(data["guest_reveals"][1], secret="0" * 40)
    return concluded(data)


def lie_guest_form(data: Data) -> Data:
    """Words that no record can hold fit their promise."""
    words = "A" * 40
    put(data["guests"][0], commitment=arithmetic.commitment(words))
    put(data["guest_reveals"][1], secret=words)
    return concluded(data)


def lie_guest_hushed(data: Data) -> Data:
    """The result is that of a guest who never spoke; the guest's reveal stands in the ledger."""
    spoken = data["guest_reveals"].pop()
    data = concluded(data)
    data["guest_reveals"].append(spoken)
    return consistent(data)


def lie_guest_late(data: Data) -> Data:
    """A guest opens when the round is known."""
    retime(data["guest_reveals"][1], "2025-03-28T13:00:00+08:00")
    return concluded(data)


def lie_guest_behind(data: Data) -> Data:
    """A guest's reveal, dated in time, stands behind a party's."""
    data["guest_reveals"][1]["seq"] = data["result"]["seq"] + 1
    return data


def lie_guest_twice(data: Data) -> Data:
    """One guest is heard twice, another not at all."""
    other = copy.deepcopy(data["guest_reveals"][0])
    other["id"] = sha256(b"the second one").hexdigest()
    other["seq"] = data["result"]["seq"] + 1
    retime(other, "2025-03-27T17:05:00+08:00")
    data["guest_reveals"].append(other)
    return concluded(data)


def lie_guests_hurried(data: Data) -> Data:
    """The guests had one minute, which has passed before anybody could speak."""
    put(data["commit"], guests_by="2025-03-27T17:30:00+08:00")
    retime(data["commit"], "2025-03-27T17:29:00+08:00")
    for one in data["guest_reveals"]:
        retime(one, "2025-03-27T17:29:30+08:00")
    return concluded(data)


def lie_guests_to_the_last(data: Data) -> Data:
    """The guests' time ends when the round comes out: no witness could look between."""
    put(data["commit"], guests_by="2025-03-28T12:10:00+08:00")
    return concluded(data)


def lie_guests_passed_over(data: Data) -> Data:
    """A party opens in the guests' time: all that is still closed is known to be theirs."""
    retime(data["reveals"][0], "2025-03-27T17:59:00+08:00")
    return concluded(data)


#: name → (the good one it starts from, the lie, the check that tells)
BAD: dict[str, tuple[str, Callable[[Data], Data], str]] = {
    "fact-differs_fail": ("plain", lie_cap, "records"),
    "statement-changed_fail": ("plain", lie_statement, "records"),
    "foreign-reveal_fail": ("plain", lie_foreign, "records"),
    "duplicate-id_fail": ("plain", lambda data: pooled(data, sorted([*data["pool"], data["pool"][0]])), "pool"),
    "malformed-id_fail": ("plain", lambda data: pooled(data, ["S/001 B 2025-01-06", *data["pool"][1:]]), "records"),
    "colon-in-id_fail": (
        "plain",
        lambda data: pooled(data, ["S001 B 2025-01-06", "S001:N01 C 2025-01-06", *data["pool"][2:]]),
        "records",
    ),
    "unsorted-pool_fail": ("plain", lambda data: pooled(data, data["pool"][::-1]), "pool"),
    "pool-cut_fail": ("plain", lie_pool, "pool"),
    "k-wrong_fail": ("plain", lie_k, "strata"),
    "eligible-added_fail": ("plain", lie_eligible, "inspectors"),
    "secret-mismatch_fail": ("plain", lie_secret, "secrets"),
    "chain-wrong_fail": ("plain", lie_chain, "beacon"),
    "round-past_fail": ("plain", lie_round, "beacon"),
    "lottery-drawn-before_fail": ("lottery", lie_drawing, "beacon"),
    "lottery-numbers-missing_fail": ("lottery", lie_count, "beacon"),
    "lottery-numbers-other_fail": ("lottery", lie_numbers, "seal"),
    "lottery-numbers-impossible_fail": ("lottery", lie_impossible, "beacon"),
    "balls-drawn-before_fail": ("balls", lie_spot, "beacon"),
    "balls-too-few_fail": ("balls", lie_few, "beacon"),
    "balls-digit-missing_fail": ("balls", lie_digits, "beacon"),
    "balls-twice_fail": ("urn", lie_returned, "beacon"),
    "sources-two_fail": ("balls", lie_two, "beacon"),
    "opened-wrong_fail": ("timelocked", lie_opened, "seed"),
    "seed-wrong_fail": ("plain", lie_seed, "seed"),
    "body-swapped_fail": ("minimum", lie_body, "tickets"),
    "ticket-swapped_fail": ("plain", lie_ticket, "tickets"),
    "inspector-swapped_fail": ("crowded", lie_inspector, "teams"),
    "guest-left-out_fail": ("guests", lie_guest_out, "guests"),
    "guest-unlisted_fail": ("guests", lie_guest_unlisted, "guests"),
    "guest-swapped_fail": ("guests", lie_guest_swapped, "guests"),
    "guest-secret-wrong_fail": ("guests", lie_guest_words, "guests"),
    "guest-secret-form_fail": ("guests", lie_guest_form, "records"),
    "guest-late_fail": ("guests", lie_guest_late, "guests"),
    "guest-behind-party_fail": ("guests-local", lie_guest_behind, "guests"),
    "guest-twice_fail": ("guests", lie_guest_twice, "guests"),
    "guests-hurried_fail": ("guests", lie_guests_hurried, "guests"),
    "guests-to-the-last_fail": ("guests", lie_guests_to_the_last, "beacon"),
    "guests-passed-over_fail": ("guests-local", lie_guests_passed_over, "guests"),
    "guest-hushed_fail": ("guests", lie_guest_hushed, "seed"),
    "seal-wrong_fail": ("sealed-opened", lie_seal, "seal"),
    "seal-wrong-no-result_fail": ("sealed-known", lie_seal, "seal"),
    "substitute-out-of-order_fail": ("substituted", lie_substitute, "substitutions"),
    "recused-allowed_fail": ("substituted", lie_allowed, "substitutions"),
    "inspector-out-of-order_fail": ("substituted", lie_heir, "substitutions"),
}


def files() -> dict[str, bytes]:
    """Name → content of every file of the folder."""
    good = {name: make() for name, make in GOOD.items()}
    made = good | {name: lie(copy.deepcopy(good[base])) for name, (base, lie, _) in BAD.items()}
    made["faults"] = {name: check for name, (_, _, check) in BAD.items()}
    return {
        f"{name}.json": (json.dumps(one, ensure_ascii=False, indent=1) + "\n").encode() for name, one in made.items()
    }


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in files().items():
        (FOLDER / name).write_bytes(content)
