"""The canonical YAML profile: one way to write a value, and a reader that accepts nothing else.

A file in the profile is a YAML 1.1 and 1.2 document, but a small one::

    seq: 2
    prev: "9f86…"
    statement:
      refs:
        - "id"
      body:
        bodies:
          - id: "s-01"
            name: "安澜县第一中学"

- UTF-8, NFC, no character that is not to be seen (`core.text.unseen`), LF, a final newline; at most 4 MiB; at most 16
  containers deep (protocol R2).
- The document is a mapping. Keys are plain: ``_?[a-z][a-z0-9_]*``, at most 64 characters, unique, and none of the
  words that some YAML reader takes for a boolean or for nothing.
- A string stands in double quotes on one line; its only escapes are ``\\\\``, ``\\"`` and ``\\n``.
- Integers are ``0|-?[1-9][0-9]*`` up to 2^53 - 1 in size (exact in JavaScript); ``true``, ``false``, ``null``.
- Each container stands two columns deeper than the one around it: a mapping under its key, a sequence's dashes under
  its key, the keys of a mapping in a sequence behind the dash. None is empty (it is left out instead), and no
  sequence stands directly in a sequence.
- No tags, anchors, comments, flow style, blank lines, other scalars or other white space.

There is one way to write a value, so ``emit(parse(data)) == data`` for everything that ``parse`` accepts. The order
of keys is kept as it stands; the rooms above fix it by emitting in their own order and comparing bytes.

``emit({"statement": value})`` gives the bytes of that section as they stand in a record; ``section`` cuts them out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final
from unicodedata import is_normalized

from ssj_publish import errors
from ssj_publish.core.text import unseen
from ssj_publish.errors import EncodingError

MAX_BYTES: Final = 4 * 1024 * 1024
MAX_DEPTH: Final = 16
MAX_INTEGER: Final = 2**53 - 1

_KEY = r"(?!(?:y|n|yes|no|on|off|true|false|null):)(?=[a-z0-9_]{1,64}:)_?[a-z][a-z0-9_]*+"
_KEY_LINE = re.compile(_KEY + ":")
_HEAD = re.compile(rf"((?:  )*+)(?:-(?= )|(- )?({_KEY}):)(?: (0|-?[1-9][0-9]{{0,15}}|true|false|null|))?")
_TEXT: Final = object()  # a string stands behind the head
_OPENS: Final = object()  # the line announces a container, as "refs:" does
_WORDS: Final[dict[str | None, object]] = {"true": True, "false": False, "null": None, "": _TEXT, None: _OPENS}


def parse(data: bytes, name: str = "") -> dict[str, Any]:
    """Read a file of the profile into dict, list, str, int, bool and None, keys in the file's order.

    Raises a leaf of ``EncodingError`` whose ``line`` (from 1) is where the file first leaves the profile, and which
    bears the file's ``name`` if one is given.
    """
    try:
        lines = _decode(data).split("\n")
        lines.pop()
        return _assemble(lines)
    except EncodingError as refused:
        if name:
            refused.data["name"] = name
        raise


def emit(value: dict[str, Any]) -> bytes:
    """Write a mapping in the profile, keys in the mapping's own order.

    Only the exact types dict, list, tuple (as a list), str, int, bool and None are written. Raises ``UnseenText`` for a
    string that holds a character not to be seen, ``UnwritableText`` for one that is not NFC, ``UnwritableValue`` for
    anything else; all name the ``path``.
    """
    text = _write(value)
    if unseen(text) or not is_normalized("NFC", text):
        raise next(_unwritable(value, ""), errors.UnwritableText(path=""))
    data = text.encode()
    if len(data) > MAX_BYTES:
        raise errors.UnwritableValue(path="", reason="size")
    return data


def section(data: bytes, key: str) -> bytes:
    """The bytes of a top-level section of a file that ``parse`` accepts: from the line ``key:`` to the next key's.

    Raises ``KeyError`` where the file has no such section.
    """
    head = b"\n" + key.encode() + b":"
    start = 0 if data.startswith(head[1:]) else data.find(head) + 1
    if not start and not data.startswith(head[1:]):
        raise KeyError(key)
    following = _TOP_LINE.search(data, start)
    return data[start : following.start() + 1 if following else len(data)]


# In the profile a line that does not begin with a space is a key of the outermost mapping.
_TOP_LINE = re.compile(rb"\n[^ ]")


def _decode(data: bytes) -> str:
    """The file's text, once everything that can be said without its structure holds."""
    if len(data) > MAX_BYTES:
        raise errors.FileTooLarge(line=0, size=len(data), limit=MAX_BYTES)
    if data.startswith(b"\xef\xbb\xbf"):
        raise errors.ByteOrderMark(line=1)
    if b"\r" in data:
        raise errors.CarriageReturn(line=data.count(b"\n", 0, data.index(b"\r")) + 1)
    try:
        text = data.decode()
    except UnicodeDecodeError as fault:
        raise errors.NotUtf8(line=data.count(b"\n", 0, fault.start) + 1) from None
    found = unseen(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise errors.ForbiddenCharacter(line=line, code=_code(found), path=_path(text.split("\n")[:line]))
    if not is_normalized("NFC", text):
        numbered = enumerate(text.split("\n"), 1)
        raise errors.NotNormalized(line=next(number for number, line in numbered if not is_normalized("NFC", line)))
    if not text.endswith("\n"):
        raise errors.NoFinalNewline(line=text.count("\n") + 1)
    return text


def _code(found: re.Match[str]) -> str:
    return f"U+{ord(found.group()):04X}"


def _path(lines: list[str]) -> str:
    """Which field the last of ``lines`` belongs to, as far as their indents tell: nothing else is known of them yet."""
    keys: list[str] = []
    column = 1 << 30
    for line in reversed(lines):
        match = _PLACE.match(line)
        if match and match[2] and len(match[1]) < column:
            column = len(match[1])
            keys.insert(0, match[2])
    return ".".join(keys)


# A key with all that stands before it, dashes too.
_PLACE = re.compile("([ -]*)(?:([a-z0-9_]+):)?")


def _assemble(lines: list[str]) -> dict[str, Any]:
    """Build the value from its lines, in one pass.

    ``inner`` is the container whose lines stand at ``level``, ``open_[n]`` the one that stands at level n above it;
    ``waiting`` is the key on the line before, where that line announced a container.
    """
    root: dict[str, Any] = {}
    inner: Any = root
    open_: list[Any] = [root] * (MAX_DEPTH + 1)
    number, level, waiting = 0, 0, None
    try:
        for number, line in enumerate(lines, 1):
            parts = line.split('"')
            at, dash, key, scalar = _read_head(parts[0])
            if scalar is _TEXT:
                plain = len(parts) == 3 and not parts[2] and "\\" not in line
                scalar = parts[1] if plain else _unescape('"'.join(parts[1:]))
            elif len(parts) > 1:
                raise errors.MalformedLine()
            if waiting is not None:
                if at != level + 1:
                    raise errors.EmptyContainer() if at <= level else errors.WrongIndent()
                outer, inner, level = inner, [] if dash else {}, at
                outer[waiting] = open_[level] = inner
                waiting = None
            elif at < level:
                level, inner = at, open_[at]
            if at != level or dash is not (type(inner) is list):
                raise errors.WrongIndent()
            if key is None:
                inner.append(scalar)
                continue
            if dash:
                outer, inner, level = inner, {}, at + 1
                outer.append(inner)
                open_[level] = inner
            if key in inner:
                raise errors.DuplicateKey(key=key)
            inner[key] = scalar
            waiting = key if scalar is _OPENS else None
        if waiting is not None:
            raise errors.EmptyContainer()
    except EncodingError as refused:
        refused.data["line"] = number
        raise
    return root


# Heads come from a small vocabulary, so they are remembered; what is refused raises, and so is not.
@lru_cache(maxsize=4096)
def _read_head(head: str) -> tuple[int, bool, str | None, Any]:
    """A line up to its opening quote, or whole: level (0 at the margin), dash, key, scalar other than a string."""
    match = _HEAD.fullmatch(head)
    if not match:
        raise errors.MalformedLine()
    indent, dash, key, plain = match.groups()
    level = len(indent) // 2
    if level + (dash is not None) >= MAX_DEPTH:
        raise errors.TooDeep(limit=MAX_DEPTH)
    scalar = _WORDS[plain] if plain in _WORDS else int(plain)
    if type(scalar) is int and abs(scalar) > MAX_INTEGER:
        raise errors.MalformedLine()
    return level, key is None or dash is not None, key, scalar


def _unescape(rest: str) -> str:
    """A string from behind its opening quote; strict because only what would be written so again is accepted."""
    # NUL is free to hold the backslash's place: the file's text was searched for it before.
    text = rest[:-1].replace("\\\\", "\0").replace('\\"', '"').replace("\\n", "\n").replace("\0", "\\")
    if _escape(text) + '"' != rest:
        raise errors.MalformedLine()
    return text


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


@lru_cache(maxsize=4096)
def _write_key(key: str) -> str:
    if type(key) is not str or not _KEY_LINE.fullmatch(key + ":"):
        raise errors.UnwritableValue(path="", reason="key")
    return key + ":"


def _write(value: dict[str, Any]) -> str:
    out: list[str] = []
    if type(value) is not dict:
        raise errors.UnwritableValue(path="", reason="type")
    _emit_mapping(value, "", "", out)
    return "".join(out)


def _emit_mapping(value: dict[str, Any], lead: str, indent: str, out: list[str]) -> None:
    """Append the lines of a mapping; ``lead`` stands before its first key, ``indent`` before the others."""
    if not value or len(indent) >= 2 * MAX_DEPTH:
        raise errors.UnwritableValue(path="", reason="depth" if value else "empty")
    key = ""
    try:
        for key, item in value.items():
            kind = type(item)
            if kind is str:
                if '"' in item or "\\" in item or "\n" in item:
                    item = _escape(item)
                out.append(f'{lead}{_write_key(key)} "{item}"\n')
            elif kind is dict:
                out.append(f"{lead}{_write_key(key)}\n")
                _emit_mapping(item, indent + "  ", indent + "  ", out)
            elif kind is list or kind is tuple:
                out.append(f"{lead}{_write_key(key)}\n")
                _emit_sequence(item, indent + "  ", out)
            else:
                out.append(f"{lead}{_write_key(key)} {_scalar(item)}\n")
            lead = indent
    except errors.UnwritableValue as refused:
        refused.data["path"] = _join(str(key), refused.data["path"])
        raise


def _emit_sequence(value: Sequence[Any], indent: str, out: list[str]) -> None:
    if not value or len(indent) >= 2 * MAX_DEPTH:
        raise errors.UnwritableValue(path="", reason="depth" if value else "empty")
    index = 0
    try:
        for index, item in enumerate(value):
            if type(item) is dict:
                _emit_mapping(item, indent + "- ", indent + "  ", out)
            else:
                out.append(f"{indent}- {_scalar(item)}\n")
    except errors.UnwritableValue as refused:
        refused.data["path"] = _join(str(index), refused.data["path"])
        raise


def _scalar(item: Any) -> str:
    kind = type(item)
    if kind is str:
        return f'"{_escape(item)}"'
    if kind is int:
        if abs(item) > MAX_INTEGER:
            raise errors.UnwritableValue(path="", reason="integer")
        return str(item)
    if item is None or kind is bool:
        return "null" if item is None else "true" if item else "false"
    raise errors.UnwritableValue(path="", reason="type")


def _join(outer: str, inner: str) -> str:
    return f"{outer}.{inner}" if outer and inner else outer or inner


def _unwritable(value: Any, path: str) -> Iterator[errors.BadInput]:
    """What ``emit`` cannot write, string by string; tested as they would stand, that is escaped."""
    if type(value) is str:
        found = unseen(value)
        if found:
            yield errors.UnseenText(path=path, code=_code(found))
        elif not is_normalized("NFC", _escape(value)):
            yield errors.UnwritableText(path=path)
    elif type(value) in (dict, list, tuple):
        for key, item in value.items() if type(value) is dict else enumerate(value):
            yield from _unwritable(item, _join(path, str(key)))
