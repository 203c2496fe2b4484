// Verifies one entry in this browser alone, by docs/formats/proof.md and checkpoint.md: entry and proof file are fetched, all else is
// computed here. What the server says about itself counts for nothing; the keys are to be compared with those kept elsewhere.
const button = document.querySelector('[data-verify]');
const steps = document.getElementById('steps');
const utf8 = new TextEncoder();

const bytes = base64 => Uint8Array.from(atob(base64), c => c.charCodeAt(0));
const base64 = array => btoa(String.fromCharCode(...array));
const join = (...parts) => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};
const sha256 = async array => new Uint8Array(await crypto.subtle.digest('SHA-256', array));
const equal = (a, b) => a.length === b.length && a.every((each, at) => each === b[at]);

class Failed extends Error {
  constructor(step, cause) {
    super(step, { cause });
    this.step = step;
  }
}

// BigInt, for shifts of numbers above 2^31.
const rootOf = async (leaf, index, size, path) => {
  let fn = BigInt(index);
  let sn = BigInt(size) - 1n;
  let root = leaf;
  if (fn > sn) {
    throw new Failed('path');
  }
  for (const hash of path) {
    if (sn === 0n) {
      throw new Failed('path');
    }
    if ((fn & 1n) === 1n || fn === sn) {
      root = await sha256(join(Uint8Array.of(1), hash, root));
      while (fn !== 0n && (fn & 1n) === 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      root = await sha256(join(Uint8Array.of(1), root, hash));
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  if (sn !== 0n) {
    throw new Failed('path');
  }
  return root;
};

const parse = text => {
  const end = text.indexOf('\n\n');
  const lines = text.slice(0, end).split('\n');
  if (end < 0 || lines.shift() !== 'c2sp.org/tlog-proof@v1') {
    throw new Failed('form');
  }
  const extra = lines[0].startsWith('extra ') ? bytes(lines.shift().slice(6)) : null;
  const index = /^index (\d+)$/.exec(lines.shift() ?? '');
  if (!index) {
    throw new Failed('form');
  }
  return { extra, index: index[1], path: lines.map(bytes), note: text.slice(end + 2) };
};

const checkpoint = note => {
  const end = note.lastIndexOf('\n\n');
  const signed = note.slice(0, end + 1);
  const [origin, size, root] = signed.split('\n');
  const signatures = note.slice(end + 2).split('\n').filter(line => line !== '')
    .map(line => /^\u2014 (\S+) (\S+)$/.exec(line)).filter(found => found)
    .map(found => ({ name: found[1], value: bytes(found[2]) }));
  if (end < 0 || !/^\d+$/.test(size)) {
    throw new Failed('form');
  }
  return { origin, size, root, signed, signatures };
};

// Whether the note is signed by the key, whose own name and number are checked too.
const isSigned = async (point, vkey) => {
  const [name, id, ...rest] = vkey.split('+');
  const key = bytes(rest.join('+'));
  const number = (await sha256(join(utf8.encode(name + '\n'), key))).slice(0, 4);
  const hex = [...number].map(each => each.toString(16).padStart(2, '0')).join('');
  if (key[0] !== 1 || hex !== id || name !== point.origin) {
    return false;
  }
  const found = point.signatures.find(each => each.name === name && equal(each.value.slice(0, 4), number));
  if (!found) {
    return false;
  }
  const publicKey = await crypto.subtle.importKey('raw', key.slice(1), { name: 'Ed25519' }, false, ['verify']);
  return crypto.subtle.verify({ name: 'Ed25519' }, publicKey, found.value.slice(4), utf8.encode(point.signed));
};

const leadsToItsRoot = async (entry, proof) => {
  const point = checkpoint(proof.note);
  const leaf = await sha256(join(Uint8Array.of(0), entry));
  const root = await rootOf(leaf, proof.index, point.size, proof.path);
  return base64(root) === point.root ? point : null;
};

const say = (step, outcome, more) => {
  const line = document.createElement('li');
  line.className = `${outcome}-step`;
  line.textContent = steps.dataset[step] + (more ? ` — ${more}` : '');
  steps.append(line);
};

const expect = (step, holds, more) => {
  if (!holds) {
    throw new Failed(step);
  }
  say(step, 'fine', more);
};

const get = async address => {
  const answer = await fetch(address, { cache: 'no-store' });
  if (!answer.ok) {
    throw new Failed('fetch', answer.status);
  }
  return new Uint8Array(await answer.arrayBuffer());
};

// The second step: the checkpoint is, to the byte, what an entry of the parent carries behind its first line.
const parentOf = extra => {
  const text = new TextDecoder().decode(extra);
  const [head, entry, ...rest] = text.split('\n');
  if (head !== 'akashi/parent-proof@v1' || !entry.startsWith('entry ')) {
    throw new Failed('form');
  }
  return { entry: bytes(entry.slice(6)), proof: parse(rest.join('\n')) };
};

const payloadBeside = async (entry, address) => {
  const line = new TextDecoder().decode(entry.slice(0, entry.indexOf(10)));
  const digest = / digest=sha256:([0-9a-f]{64})/.exec(line);
  if (digest) {
    const hash = await sha256(await get(`${address}/payload`));
    expect('digest', [...hash].map(each => each.toString(16).padStart(2, '0')).join('') === digest[1]);
  }
};

const signature = async (step, point, key) => {
  let holds;
  try {
    holds = await isSigned(point, key);
  } catch (e) {
    if (e.name !== 'NotSupportedError' && e.name !== 'TypeError') {
      throw e;
    }
    say('unable', 'open');
    return false;
  }
  expect(step, holds, point.origin);
  return true;
};

const verify = async () => {
  const { entry: address, key, rootKey } = button.dataset;
  const [entry, proofText] = await Promise.all([get(`${address}/file`), get(`${address}/proof`)]);
  say('fetch', 'fine', `${entry.length} + ${proofText.length}`);
  const proof = parse(new TextDecoder('utf-8', { fatal: true }).decode(proofText));
  if (proof.index !== address.split('/').pop()) {
    throw new Failed('form');
  }
  say('hash', 'fine', base64(await sha256(join(Uint8Array.of(0), entry))));
  await payloadBeside(entry, address);
  const point = await leadsToItsRoot(entry, proof);
  expect('path', point !== null, point?.root);
  let whole = await signature('signature', point, key);
  if (proof.extra) {
    const parent = parentOf(proof.extra);
    const carried = parent.entry.indexOf(10) + 1;
    const same = equal(parent.entry.slice(carried), utf8.encode(proof.note));
    const above = await leadsToItsRoot(parent.entry, parent.proof);
    expect('parent', same && above !== null, above?.root);
    whole = await signature('parentsignature', above, rootKey) && whole;
  }
  return whole;
};

const start = async () => {
  const good = document.getElementById('verified');
  const bad = document.getElementById('unverified');
  steps.replaceChildren();
  good.hidden = true;
  bad.hidden = true;
  button.disabled = true;
  try {
    if (globalThis.crypto?.subtle === undefined) {
      say('unable', 'open');
      return;
    }
    good.hidden = !(await verify());
  } catch (e) {
    say(e instanceof Failed ? e.step : 'form', 'bad', e instanceof Failed ? undefined : e.message);
    bad.hidden = false;
  } finally {
    button.disabled = false;
  }
};

button?.addEventListener('click', start);

document.addEventListener('keydown', event => {
  const typing = event.target.closest('input, select, textarea');
  if (event.key === 'Escape' && !typing && history.length > 1) {
    history.back();
  }
});
