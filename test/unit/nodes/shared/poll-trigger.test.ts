import type { IPollFunctions } from 'n8n-workflow';
import { readState, writeState } from '../../../../nodes/shared/poll-trigger';

const NOON = Date.parse('2026-06-01T12:00:00Z');
const HOUR = 3_600_000;

describe('what a trigger remembers', () => {
	let saved: Record<string, unknown>;
	let login: Record<string, string>;
	const context = {
		getWorkflowStaticData: () => saved,
		getCredentials: async () => login,
	} as unknown as IPollFunctions;
	const memory = { rule: 'r', told: { '7': 'mark' }, pending: {} };

	beforeEach(() => {
		saved = {};
		login = { userName: 'api@msp.example', zoneDiscoveryUrl: 'https://at.example/' };
	});

	it('is there at the next look, the labels for the day', async () => {
		writeState(context, { ...(await readState(context, NOON)), memory, labels: { New: '1' } });
		saved = JSON.parse(JSON.stringify(saved));
		expect(await readState(context, NOON + 11 * HOUR)).toMatchObject({
			memory,
			labels: { New: '1' },
		});
		// a status that was renamed or added since counts from the next day on
		expect(await readState(context, NOON + 13 * HOUR)).toMatchObject({ memory, labels: {} });
	});

	it('is of one Autotask alone: another one has other records under the same ids', async () => {
		writeState(context, { ...(await readState(context, NOON)), memory, labels: { New: '1' } });
		login = { ...login, userName: 'api@other.example' };
		expect(await readState(context, NOON)).toMatchObject({ memory: null, labels: {} });
	});

	it('holds no login in words', async () => {
		writeState(context, { ...(await readState(context, NOON)), memory });
		expect(JSON.stringify(saved)).not.toContain('api@msp');
		expect(JSON.stringify(saved)).not.toContain('at.example');
	});

	it('kept in words by an earlier version still counts', async () => {
		saved = { memory, account: 'api@msp.example https://at.example/' };
		expect(await readState(context, NOON)).toMatchObject({ memory });
		saved = { memory, account: 'other@msp.example https://at.example/' };
		expect(await readState(context, NOON)).toMatchObject({ memory: null });
	});

	it('written by an earlier version still counts', async () => {
		saved = { memory, labels: { New: '1' } };
		expect(await readState(context, NOON)).toMatchObject({ memory });
	});
});
