// Asks the authenticator of this machine, by WebAuthn Level 3.

const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? '';

async function post(path, fields) {
  const headers = { Accept: 'application/json' };
  if (meta('csrf-header')) headers[meta('csrf-header')] = meta('csrf-token');
  const body = new URLSearchParams(fields);
  const response = await fetch(path, { method: 'POST', headers, body });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail);
  return answer;
}

function octets(text) {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (each) => each.charCodeAt(0));
}

function text(buffer) {
  const plain = Array.from(new Uint8Array(buffer), (each) => String.fromCharCode(each)).join('');
  return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

async function signIn(place) {
  const options = await post('/login/passkey/question', {});
  const publicKey = { ...options, challenge: octets(options.challenge) };
  const made = await navigator.credentials.get({ publicKey });
  const answer = await post('/login/passkey/answer', {
    next: place.dataset.next,
    id: text(made.rawId),
    authenticatorData: text(made.response.authenticatorData),
    clientDataJSON: text(made.response.clientDataJSON),
    signature: text(made.response.signature),
    userHandle: text(made.response.userHandle ?? new ArrayBuffer(0)),
  });
  location.assign(answer.next);
}

async function register(place) {
  const current = place.querySelector('[name=current]')?.value ?? '';
  const options = await post('/account/passkeys/question', { current });
  const publicKey = {
    ...options,
    challenge: octets(options.challenge),
    user: { ...options.user, id: octets(options.user.id) },
    excludeCredentials: options.excludeCredentials.map((each) => ({ ...each, id: octets(each.id) })),
  };
  const made = await navigator.credentials.create({ publicKey });
  await post('/account/passkeys/answer', {
    label: place.querySelector('[name=label]').value,
    attestationObject: text(made.response.attestationObject),
    clientDataJSON: text(made.response.clientDataJSON),
  });
  location.reload();
}

for (const place of document.querySelectorAll('[data-passkey]')) {
  const trouble = place.querySelector('[role=alert]');
  place.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = place.querySelector('button');
    button.disabled = true;
    trouble.hidden = true;
    try {
      await (place.dataset.passkey === 'register' ? register(place) : signIn(place));
    } catch (problem) {
      // The browser's own words for "the person turned back" say nothing to a person.
      const ours = !(problem instanceof DOMException);
      const both = ours ? problem.message.split(' / ') : [place.dataset.cancelled];
      trouble.textContent = document.documentElement.lang === 'en' ? both.at(-1) : both[0];
      trouble.hidden = false;
    } finally {
      button.disabled = false;
    }
  });
}
