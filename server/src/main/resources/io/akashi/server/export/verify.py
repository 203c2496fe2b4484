#!/usr/bin/env python3
"""Checks this folder with Python's standard library and openssl alone: python3 verify.py [KEYS]

KEYS is a file of verifier keys that you got from the hospital by another way; without it keys.txt of
this folder is used, which proves only that the folder agrees with itself. Exit 0: everything holds.
Formats: RFC 6962/9162 (tree), c2sp.org/signed-note, tlog-checkpoint, tlog-proof; see README.txt.
"""
import base64, glob, hashlib, os, subprocess, sys, tempfile

def sha256(data):
    return hashlib.sha256(data).digest()

def read(path):
    with open(path, "rb") as file:
        return file.read()

def root_of(leaf, index, size, path):
    """RFC 9162 2.1.3.2: the root to which the hashes of an inclusion proof lead."""
    assert 0 <= index < size, "index outside the tree"
    node, at, last = sha256(b"\0" + leaf), index, size - 1
    for other in path:
        assert last > 0, "too many hashes"
        if at & 1 or at == last:
            node = sha256(b"\1" + other + node)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            node = sha256(b"\1" + node + other)
        at, last = at >> 1, last >> 1
    assert last == 0, "too few hashes"
    return node

def check_signature(note, keys, done=set()):
    """c2sp.org/signed-note: Ed25519 over the text, by the key whose name is the log's origin."""
    if note in done:
        return
    text, _, lines = note.rpartition(b"\n\n")
    text, name = text + b"\n", text.split(b"\n")[0].decode()
    key_id, key = keys[name]
    for line in lines.decode().splitlines():
        dash, signer, value = line.split(" ")
        raw = base64.b64decode(value)
        if dash == "\u2014" and signer == name and raw[:4] == key_id:
            with tempfile.TemporaryDirectory() as tmp:
                for part, data in ("key", bytes.fromhex("302a300506032b6570032100") + key), ("text", text), ("sig", raw[4:]):
                    with open(os.path.join(tmp, part), "wb") as file:
                        file.write(data)
                subprocess.run(
                    ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key",
                     "-rawin", "-in", "text", "-sigfile", "sig"],
                    cwd=tmp, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            done.add(note)
            return
    raise AssertionError("not signed by " + name)

def check_proof(proof, entry, keys):
    """c2sp.org/tlog-proof: the entry lies in the tree whose root the log has signed."""
    head, _, note = proof.partition(b"\n\n")
    lines = head.decode().split("\n")
    assert lines.pop(0) == "c2sp.org/tlog-proof@v1", "not a proof file"
    extra = base64.b64decode(lines.pop(0)[6:]) if lines[0].startswith("extra ") else b""
    index = int(lines.pop(0)[6:])
    _, size, root = note.decode().split("\n")[:3]
    path = [base64.b64decode(line) for line in lines]
    assert root_of(entry, index, int(size), path) == base64.b64decode(root), "the entry was changed"
    check_signature(note, keys)
    if extra:  # second step: this checkpoint lies, word for word, in an entry of the book root
        form, line, parent = extra.split(b"\n", 2)
        assert form == b"akashi/parent-proof@v1", "unknown second step"
        parent_entry = base64.b64decode(line[6:])
        assert parent_entry.partition(b"\n")[2] == note, "root holds another checkpoint"
        check_proof(parent, parent_entry, keys)

KEYS = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else "keys.txt"

def read_keys():
    keys = {}
    try:
        for line in read(KEYS).decode().split():
            name, key_id, value = line.split("+", 2)
            keys[name] = bytes.fromhex(key_id), base64.b64decode(value)[1:]
    except ValueError:
        keys.clear()
    if not keys:
        sys.exit(KEYS + ": not a file of verifier keys, one name+id+key a line")
    return keys

def read_manifest():
    """The names of the package's files, and the SHA-256 of each."""
    try:
        lines = read("manifest.sha256").decode().splitlines()
        return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    except ValueError:
        sys.exit("manifest.sha256: not a list of SHA-256 and names, one file a line")

def main():
    keys, manifest = read_keys(), read_manifest()
    bad = 0
    for name, digest in manifest.items():
        if not os.path.exists(name) or sha256(read(name)).hex() != digest:
            bad += 1
            print("CHANGED", name)
    for name in sorted(glob.glob("entries/*") + glob.glob("proofs/*")):
        stem = os.path.basename(name).rpartition(".")[0]
        if name.replace(os.sep, "/") not in manifest or not os.path.exists("proofs/" + stem + ".tlog-proof"):
            bad += 1
            print("NOT COVERED", name)
    proofs = sorted(glob.glob("proofs/*.tlog-proof"))
    for proof in proofs:
        name = os.path.basename(proof)[: -len(".tlog-proof")]
        try:
            entry = read("entries/" + name + ".entry")
            check_proof(read(proof), entry, keys)
            header = entry.partition(b"\n")[0].decode()
            if " digest=sha256:" in header:  # a long payload lies beside its entry
                digest = sha256(read("entries/" + name + ".payload")).hex()
                assert " digest=sha256:" + digest in header + " ", "the payload was changed"
        except Exception as problem:
            bad += 1
            print("REFUSED", name, type(problem).__name__, problem)
    print(len(proofs), "entries,", bad, "problems:", "REFUSED" if bad or not proofs else "everything holds")
    return 1 if bad or not proofs else 0

if __name__ == "__main__":
    os.chdir(os.path.dirname(os.path.abspath(__file__)))
    try:
        sys.exit(main())
    except OSError as problem:
        sys.exit("%s: cannot be read: %s" % (problem.filename, problem.strerror))
