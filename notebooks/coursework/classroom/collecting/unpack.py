"""Zips, read piece by piece: what they say of their sizes is not believed, and little of them is held at a time."""

import contextlib
import copy
import errno
import re
import struct
import tempfile
import unicodedata
import zipfile
import zlib

from .names import inside

try:
    from lzma import LZMAError
except ImportError:  # a Python may be built without it
    LZMAError = zipfile.BadZipFile

LARGEST = 60_000_000  # bytes that one student may hand in, unpacked
MANY = 2_000  # files that one student may hand in
PIECE = 1 << 18
LIST = 3_000_000  # bytes of a zip's list of files: 20,000 files and more
_DEEPEST = 2
_DICTIONARY = 40_000_000  # bytes that LZMA may ask for before it has unpacked anything
_SIGNS = ("__MACOSX/", ".DS_Store/", "Thumbs.db/", "desktop.ini/")
_TOLD = 4
FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}  # this is the disk, and no fault of a file
BROKEN = (zipfile.BadZipFile, zlib.error, LZMAError, struct.error, NotImplementedError, RuntimeError, EOFError, OSError,
          ValueError, ImportError)  # fmt: skip


def why(error):
    """Return in plain words why a file cannot be opened. error: one of BROKEN. Ours begin with “it” or “its”."""
    words = str(error)
    if isinstance(error, OSError):
        return (error.strerror or "it cannot be opened").rstrip(".")
    if isinstance(error, NotImplementedError):
        return "it is packed in a way that is not known here"
    if isinstance(error, RuntimeError):
        return "it is locked with a password" if "password" in words else "it is damaged"
    if "not a zip" in words:
        return "it is no zip, or the end of it is missing"
    return words if re.match(r"its? ", words) else "it is damaged"


class Narrow:
    """A file that gives no large piece: a zip's list of files is as long as the zip says, and is held whole."""

    def __init__(self, file, most=LIST):
        self._file, self._most = file, most

    def __getattr__(self, name):
        return getattr(self._file, name)

    def read(self, size=-1):
        """Return bytes. Raises BadZipFile where they are more than a list of files may be."""
        if size > self._most:
            raise zipfile.BadZipFile("its list of files is too long")
        held = self._file.read(self._most + 1 if size < 0 else size)
        if len(held) > self._most:
            raise zipfile.BadZipFile("its list of files is too long")
        return held


def pieces(archive, info):
    """Yield the bytes of one member, at most PIECE at a time. Raises one of BROKEN."""
    if info.flag_bits & 1:
        raise zipfile.BadZipFile("it is locked with a password")
    if info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        with archive.open(info) as member:
            while piece := member.read(PIECE):
                yield piece
        return
    # zipfile gives what bzip2 and LZMA make of one piece as a whole, and that can be gigabytes.
    packed, crc, size = copy.copy(info), 0, 0
    packed.compress_type, packed.file_size, packed.CRC = zipfile.ZIP_STORED, info.compress_size, None
    with archive.open(packed) as member:
        unpacker = _unpacker(info, member)
        while size < info.file_size and not unpacker.eof:
            held = member.read(PIECE) if unpacker.needs_input else b""
            if unpacker.needs_input and not held:
                raise zipfile.BadZipFile("it ends too early")
            piece = unpacker.decompress(held, PIECE)
            crc, size = zlib.crc32(piece, crc), size + len(piece)
            yield piece
    if (crc, size) != (info.CRC, info.file_size):
        raise zipfile.BadZipFile("it is not what its list of files says")


def _unpacker(info, member):
    """Return what unpacks a member in steps, by bzip2 or LZMA."""
    if info.compress_type == zipfile.ZIP_BZIP2:
        import bz2

        return bz2.BZ2Decompressor()
    if info.compress_type != zipfile.ZIP_LZMA:
        raise zipfile.BadZipFile("it is packed in a way that is not known here")
    import lzma

    settings = member.read(struct.unpack("<2xH", member.read(4))[0])
    size = (1 << 64) - 1 if info.flag_bits & 2 else info.file_size  # with the flag, a sign in the bytes is the end
    made = lzma.LZMADecompressor(lzma.FORMAT_ALONE, memlimit=_DICTIONARY)
    made.decompress(settings + struct.pack("<Q", size), 0)
    return made


def name_of(info):
    """Return a member's path with "/", without what could lead elsewhere. Old systems do not say that it is UTF-8."""
    name = info.filename
    if not info.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", ".", ".."))


def is_folder(info):
    """Whether a member is a folder; old systems end its name with a backslash, or only mark it."""
    return info.is_dir() or (not info.file_size and (info.filename.endswith("\\") or bool(info.external_attr & 16)))


def is_systems_own(name):
    """Whether a file was put there by the system and not by a person."""
    return any(sign in f"{name}/" for sign in _SIGNS)


class Shelf:
    """A folder in which no file takes the place of another, on any system."""

    def __init__(self, folder):
        self.folder, self._files, self._folders = folder, set(), set()

    def place(self, name):
        """Return a free path of a file, relative, with "/"."""
        wanted, count = inside(name), 1
        path = wanted
        while not self._is_free(path):
            count += 1
            path = f"same-name-{count}/{wanted}"
        self._files.add(_plain(path))
        self._folders |= set(_above(path))
        return path

    def _is_free(self, path):
        plain = _plain(path)
        return plain not in self._files and plain not in self._folders and not self._files & set(_above(path))

    def write(self, path, content):
        """Write the pieces of a file to a path that `place` gave; what could not be written whole is taken away."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with target.open("wb") as file:
                for piece in content:
                    file.write(piece)
        except BaseException:
            target.unlink(missing_ok=True)
            raise


def _plain(path):
    """A path as a system sees it that takes large and small letters for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _above(path):
    parts = _plain(path).split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]


class Told:
    """The first few of many words, and how many more there were."""

    def __init__(self):
        self.first, self.more = [], 0

    def add(self, words):
        """Keep some words, or count them."""
        if len(self.first) < _TOLD:
            self.first.append(words)
        else:
            self.more += 1


class TooMuch(ValueError):
    """A file is larger than what one student may still hand in."""


class Unpacked:
    """What one student handed in, with zips opened, in a folder: notebooks first, until there is too much of it.

    notebooks: [(path, turn)]; names: all paths.
    """

    def __init__(self, folder):
        self._shelf, self._left, self._turn = Shelf(folder), LARGEST, 0
        self._out, self._bad = Told(), Told()
        self.notebooks, self.names = [], []

    def add(self, kept, name, turn=0):
        """Put a file, or what a zip holds, into the folder. kept: Path. turn: as in Sender."""
        self._turn = turn
        with kept.open("rb") as file:
            try:
                if _is_zip(name):
                    self._zip(file, name, _DEEPEST)
                else:
                    self._file(name, kept.stat().st_size, iter(lambda: file.read(PIECE), b""))
            except BROKEN as error:
                self._failed(name, error)

    def problems(self):
        """Return, in sentences, what could not be opened and what was left out."""
        said = [f"{words}." for words in self._bad.first]
        said += [f"{self._bad.more} more cannot be unpacked."] if self._bad.more else []
        if self._out.first:
            more = f" and {self._out.more} more" if self._out.more else ""
            said.append(f"Left out: {', '.join(self._out.first)}{more}. No more than {LARGEST // 1_000_000} MB "
                        f"and {MANY} files are opened.")  # fmt: skip
        return said

    def _zip(self, file, name, depth):
        with zipfile.ZipFile(Narrow(file)) as archive:
            self._members(archive, name, depth)

    def _members(self, archive, name, depth):
        infos = [info for info in archive.infolist() if not is_folder(info) and not is_systems_own(name_of(info))]
        infos.sort(key=lambda info: (rank(info.filename), info.file_size))
        for info in infos[:MANY]:
            inner = f"{name}/{name_of(info)}"
            try:
                if _is_zip(inner) and depth > 1:
                    self._inner_zip(archive, info, inner, depth - 1)
                else:
                    self._file(inner, info.file_size, pieces(archive, info))
            except BROKEN as error:
                self._failed(inner, error)
        for info in infos[MANY:]:
            self._out.add(f"{name}/{name_of(info)}")

    def _inner_zip(self, archive, info, name, depth):
        if info.file_size > self._left:
            raise TooMuch
        with tempfile.SpooledTemporaryFile(PIECE) as held:
            for piece in self._counted(pieces(archive, info)):
                held.write(piece)
            self._zip(held, name, depth)

    def _file(self, name, size, content):
        if size > self._left or len(self.names) >= MANY:
            self._out.add(name)
            return
        path = self._shelf.place(name)
        self._shelf.write(path, self._counted(content))
        self.names.append(path)
        if path.lower().endswith(".ipynb") and ".ipynb_checkpoints/" not in path:
            self.notebooks.append((path, self._turn))

    def _counted(self, content):
        """Yield pieces, and count them: what turns out to be broken has cost its time too."""
        for piece in content:
            self._left -= len(piece)
            if self._left < 0:
                raise TooMuch
            yield piece

    def _failed(self, name, error):
        if getattr(error, "errno", None) in FULL:
            raise error
        if isinstance(error, TooMuch):
            self._out.add(name)
        else:
            self._bad.add(f"{name} cannot be unpacked ({why(error)})")


def _is_zip(name):
    return name.lower().endswith(".zip")


def rank(name):
    """Return what is opened first: 0 for notebooks, 1 for zips, 2 for the rest."""
    return (not name.lower().endswith(".ipynb")) + (not name.lower().endswith((".ipynb", ".zip")))
