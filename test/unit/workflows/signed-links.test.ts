import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import { given, lets, parametersOf, worked } from '../../support/expression';
import { shipped } from '../../support/shipped-workflows';

const NOW = DateTime.fromISO('2026-11-24T22:58:19Z', { zone: 'utc' });
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

describe('the signed call of the custom trigger', () => {
	const passes = (node: string, json: object) =>
		lets(parametersOf('custom-trigger', node), given({}), json, NOW);
	const seconds = Math.floor(NOW.toSeconds());

	it('is let through with the signature that it must have, and no other', () => {
		const expected = 'ab'.repeat(32);
		const signed = (signature?: unknown) =>
			passes('Signature right?', { headers: { 'x-signature': signature }, expected });
		expect(signed(`sha256=${expected}`)).toBe(true);
		for (const wrong of [undefined, '', expected, 'sha256=', `sha256=${'ac'.repeat(32)}`, 7])
			expect(signed(wrong)).toBe(false);
	});

	it.each([0, -299, 299, -300])('is taken %i seconds away from its time stamp', (away) => {
		expect(passes('Sent just now?', { body: { timestamp: seconds + away } })).toBe(true);
		expect(passes('Sent just now?', { body: { timestamp: String(seconds + away) } })).toBe(true);
	});

	it.each([
		undefined, null, '', ' ', 'now', true, [], {}, NOW.toISO(), NOW.toMillis(), -seconds, Infinity,
		seconds - 301, seconds + 302,
	])('is refused with the time stamp %p', (timestamp) => {
		expect(passes('Sent just now?', { body: { timestamp } })).toBe(false);
	});

	it('is refused without a body', () => {
		expect(passes('Sent just now?', {})).toBe(false);
	});
});

describe('the link to an opportunity', () => {
	const FILE = 'order-from-opportunity';
	const KEYS = { linkKey: 'a-secret-that-seals', liveLinkKey: '' };
	const opens = (query: object | undefined, settings: object = {}, now = NOW) =>
		lets(
			parametersOf(FILE, 'Link right?'),
			given({ Settings: [{ ...KEYS, ...settings }] }),
			query === undefined ? {} : { query },
			now,
		);
	const mailed = (settings: object = {}) => {
		const text = String(parametersOf(FILE, 'Mail: won, order it?').text);
		const nodes = given({
			Settings: [{ ...KEYS, publicUrl: 'https://n8n.example.com', ...settings }],
		});
		const line = text.split('\n').pop() ?? '';
		const json = { opportunityId: '71' };
		const made = line.replace(/\{\{.*?\}\}/g, (one) => String(worked(one, nodes, json, NOW)));
		return /https:\S+/.exec(made)?.[0] ?? '';
	};
	const queryOf = (link: string) => Object.fromEntries(new URL(link).searchParams);

	it('holds a seal instead of the key, and opens', () => {
		const link = mailed();
		expect(link).not.toContain(KEYS.linkKey);
		expect(queryOf(link)).toEqual({
			id: '71',
			until: '2026-12-08',
			seal: hash(`${KEYS.linkKey}|link|71|2026-12-08|${KEYS.linkKey}`),
		});
		expect(opens(queryOf(link))).toBe(true);
	});

	it('opens for its own opportunity alone, until its day is over', () => {
		const query = queryOf(mailed());
		expect(opens({ ...query, id: '72' })).toBe(false);
		expect(opens({ ...query, until: '2027-12-08' })).toBe(false);
		expect(opens({ ...query, seal: undefined })).toBe(false);
		expect(opens(query, {}, NOW.plus({ days: 14 }))).toBe(true);
		expect(opens(query, {}, NOW.plus({ days: 15 }))).toBe(false);
	});

	it('is refused while the key that seals is short or empty', () => {
		for (const linkKey of ['', 'fifteen-letters'])
			expect(opens(queryOf(mailed({ linkKey })), { linkKey })).toBe(false);
	});

	it('opens with the key of the LiveLink, never with the key that seals', () => {
		const liveLinkKey = 'another-key-of-some-length';
		expect(opens({ id: '71', key: liveLinkKey }, { liveLinkKey })).toBe(true);
		expect(opens({ id: '71', key: KEYS.linkKey }, { liveLinkKey })).toBe(false);
		expect(opens({ id: '71', key: KEYS.linkKey }, { liveLinkKey: KEYS.linkKey })).toBe(false);
		expect(opens({ id: '71', key: 'short' }, { liveLinkKey: 'short' })).toBe(false);
		for (const query of [{}, { key: '' }, { key: KEYS.linkKey }]) expect(opens(query)).toBe(false);
	});

	it('is not asked for when a person runs the workflow by hand', () => {
		expect(opens(undefined)).toBe(true);
	});
});

/** What people are sent lies in mailboxes, histories and logs: a seal may stand there, its key may not. */
it('no message of any workflow holds a key', () => {
	const expressions = shipped().flatMap(({ file, nodes }) =>
		nodes
			.filter(({ type }) => /\.(emailSend|slack|gmail|microsoftTeams)$/.test(type))
			.flatMap(({ name, parameters }) =>
				[...JSON.stringify(parameters).matchAll(/\{\{(.*?)\}\}/g)].map(([, inner = '']) => ({
					at: `${file}, ${name}`,
					inner: inner.trim(),
				})),
			),
	);
	const keyed = expressions.filter(({ inner }) => /\w(Key|Secret|Token)\b/.test(inner));
	expect(keyed.length).toBeGreaterThan(0);
	expect(keyed.filter(({ inner }) => !/^\(.*\)\.hash\('sha256'\)$/.test(inner))).toEqual([]);
});
