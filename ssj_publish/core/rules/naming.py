"""Who is who: no two names for one, no two that only look different.

Ids differ by more than case. What is compared is folded (`core.text.fold`): a body's name and code, an inspector's
certificate, and name and unit together. Whoever was in a register comes back under the id of then: recusals, caps and
histories hang on it. A word is of one script; a code is of capital letters and digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from ssj_publish import errors
from ssj_publish.core.kinds.genesis import Role
from ssj_publish.core.kinds.registers import Body, Inspector, Item
from ssj_publish.core.register import Register, T
from ssj_publish.core.state import State
from ssj_publish.core.text import fold, mixed

#: A 统一社会信用代码 (GB 32100) or an older registration number.
_CODE: Final = re.compile(r"[0-9A-Z]+(?:-[0-9A-Z]+)*", re.ASCII)
#: The number of a certificate as offices have them (川A-0123, 安教执法字第012号), half width.
_CERTIFICATE: Final = re.compile(r"[0-9A-Za-z\u4e00-\u9fff][0-9A-Za-z\u4e00-\u9fff()〔〕\[\] ./_*-]*")


def check_ids(state: State, what: str, ids: Iterable[str]) -> None:
    """`errors.IdAlike` where one of ``ids`` differs from an id of the same sort by case only; see `claim_ids`."""
    new: dict[str, str] = {}
    for id_ in ids:
        key = _key(what, id_)
        known = state.ids.get(key) or new.setdefault(key, id_)
        if known != id_:
            raise errors.IdAlike(id=id_, other=known)


def claim_ids(state: State, what: str, ids: Iterable[str]) -> None:
    """These ids are in use from now on."""
    state.ids.update((_key(what, id_), id_) for id_ in ids)


def check_roles(roles: Iterable[Role]) -> None:
    """A part in the procedure has an id and a name of its own."""
    ids: dict[str, str] = {}
    names: dict[str, str] = {}
    for role in roles:
        check_words(role.id, role.name)
        if ids.setdefault(role.id.lower(), role.id) != role.id:
            raise errors.IdAlike(id=role.id, other=ids[role.id.lower()])
        if names.setdefault(fold(role.name), role.id) != role.id:
            raise errors.NameShared(text=role.name, first=names[fold(role.name)], second=role.id)


def check_words(id_: str, *texts: str | None) -> None:
    """No word is of two scripts: ``id_`` says whose texts they are."""
    for one in texts:
        word = mixed(one) if one is not None else None
        if word is not None:
            raise errors.ScriptsMixed(id=id_, text=word)


def check_body(body: Body) -> None:
    """What is written in a body's entry can be told from anything else."""
    check_words(body.id, body.name, body.type, body.town, body.address)
    if body.code is not None and not _CODE.fullmatch(body.code):
        raise errors.CodeMalformed(id=body.id, code=body.code)


def check_inspector(inspector: Inspector) -> None:
    """The same of an inspector's."""
    check_words(inspector.id, inspector.name, inspector.unit)
    if not _CERTIFICATE.fullmatch(inspector.certificate):
        raise errors.CodeMalformed(id=inspector.id, code=inspector.certificate)


def check_bodies(register: Register[Body], after: Mapping[str, Body]) -> None:
    """A name belongs to one body, a code to one head and its branches, each of which has a name of its own."""
    heads: dict[str, str] = {}
    names: dict[str, str] = {}
    for body in after.values():
        if names.setdefault(fold(body.name), body.id) != body.id:
            raise errors.NameShared(text=body.name, first=names[fold(body.name)], second=body.id)
        if body.branch_of is not None:
            head = after.get(body.branch_of)
            if head is None or head.branch_of is not None or body.code is None or head.code != body.code:
                raise errors.BranchMalformed(body=body.id, head=body.branch_of)
        elif body.code is not None and heads.setdefault(fold(body.code), body.id) != body.id:
            raise errors.CodeShared(code=body.code, first=heads[fold(body.code)], second=body.id)
    for old, new in _returned(register, after, _body_marks):
        if new.branch_of is None and old.branch_of is None and _same_body(old, new):
            raise errors.EntryReturned(id=new.id, before=old.id)


def check_items(register: Register[Item], after: Mapping[str, Item]) -> None:
    """A name belongs to one item: under two ids it would have two yearly caps."""
    names: dict[str, str] = {}
    for item in after.values():
        if names.setdefault(fold(item.name), item.id) != item.id:
            raise errors.NameShared(text=item.name, first=names[fold(item.name)], second=item.id)
    for old, new in _returned(register, after, lambda one: (("name", fold(one.name)),)):
        raise errors.EntryReturned(id=new.id, before=old.id)


def check_inspectors(register: Register[Inspector], after: Mapping[str, Inspector], masked: bool) -> None:
    """A certificate belongs to one person, and a name in one unit: else one could be a whole team.

    Where certificates are written ``masked``, two may look alike.
    """
    held: dict[str, str] = {}
    named: dict[tuple[str, str], str] = {}
    for one in after.values():
        number, person = fold(one.certificate), _person(one)
        if not masked and held.setdefault(number, one.id) != one.id:
            raise errors.CertificateShared(certificate=one.certificate, first=held[number], second=one.id)
        if named.setdefault(person, one.id) != one.id:
            raise errors.NameShared(text=one.name, first=named[person], second=one.id)
    for old, new in _returned(register, after, lambda one: _person_marks(one, masked)):
        raise errors.EntryReturned(id=new.id, before=old.id)


def _returned(
    register: Register[T], after: Mapping[str, T], marks: Callable[[T], tuple[object, ...]]
) -> Iterator[tuple[T, T]]:
    """Each entry that is out of the register, with each that is new in it and bears one of its ``marks``."""
    new: dict[object, list[T]] = {}
    for id_, one in after.items():
        if id_ not in register.history:
            for mark in marks(one):
                new.setdefault(mark, []).append(one)
    for id_ in register.history if new else ():
        old = register.latest(id_) if id_ not in after else None
        if old is not None:
            for mark in marks(old):
                yield from ((old, one) for one in new.get(mark, ()))


def _body_marks(one: Body) -> tuple[object, ...]:
    code = (("code", fold(one.code)),) if one.code is not None else ()
    return ("name", fold(one.name)), *code


def _person_marks(one: Inspector, masked: bool) -> tuple[object, ...]:
    certificate = () if masked else (("certificate", fold(one.certificate)),)
    return ("person", _person(one)), *certificate


def _same_body(old: Body, new: Body) -> bool:
    if old.code is not None and new.code is not None:
        return fold(old.code) == fold(new.code)
    return fold(old.name) == fold(new.name)


def _person(one: Inspector) -> tuple[str, str]:
    return fold(one.name), fold(one.unit)


def _key(what: str, id_: str) -> str:
    return f"{what}:{id_.lower()}"
