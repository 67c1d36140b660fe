import { DateTime } from 'luxon';
import { given, parametersOf, worked } from '../../support/expression';

const FILE = 'daily-catalog-sync';
const NOW = DateTime.fromISO('2026-11-24T12:30:00', { zone: 'America/New_York' });
const valueOf = (node: string, field: string) => {
	const { assignments } = parametersOf(FILE, node).assignments as {
		assignments: { name: string; value: string }[];
	};
	return assignments.find(({ name }) => name === field)!.value;
};
const SHIPPED = Object.fromEntries(
	['waitMinutes', 'mostRounds', 'mostHours'].map((name) => [name, Number(valueOf('Settings', name))]),
);
const SETTINGS: Record<string, number> = { ...SHIPPED, mostRounds: 18 };

describe('the daily sync goes on by itself', () => {
	const goesOn = (
		reasons: object,
		{ dryRun = false, round = 0, hours = 0, updated = 1, mostRounds = 18 } = {},
	) =>
		worked(
			valueOf('Summary', 'goesOn'),
			given({ Settings: [{ roundEnded: NOW.minus({ hours }).toISO() }] }),
			{ dryRun, reasons, created: 0, updated, ...SETTINGS, mostRounds },
			NOW,
			round,
		);

	it.each(['autotask-budget-used', 'autotask-rate-limit'])('after %s', (code) => {
		expect(goesOn({ [code]: 1 })).toBe(true);
	});

	it('and for no other reason', () => {
		for (const code of ['other-run', 'autotask-cancelled', 'created-meanwhile', 'price-brake'])
			expect(goesOn({ [code]: 9 })).toBe(false);
		expect(goesOn({})).toBe(false);
	});

	it('not in a dry run, which a person reads, and not after a round that only read', () => {
		expect(goesOn({ 'autotask-budget-used': 1 }, { dryRun: true })).toBe(false);
		expect(goesOn({ 'autotask-budget-used': 1 }, { updated: 0 })).toBe(false);
	});

	it('only where a person has chosen so: it keeps the settings that it began with', () => {
		const { mostRounds = 0 } = SHIPPED;
		expect(goesOn({ 'autotask-budget-used': 1 }, { mostRounds })).toBe(false);
	});

	it('and ends before the next morning, by its rounds and by the clock', () => {
		const used = { 'autotask-budget-used': 1 };
		expect(goesOn(used, { round: 16 })).toBe(true);
		expect(goesOn(used, { round: 17 })).toBe(false);
		expect(goesOn(used, { hours: 19.9 })).toBe(true);
		expect(goesOn(used, { hours: 20.1 })).toBe(false);
		// the first round, the last wait, and the last round fit into what is left of the day
		expect(1 + SETTINGS.mostHours! + SETTINGS.waitMinutes! / 60 + 1).toBeLessThan(24);
	});

	it('says in the log when, and how much is done, in the time zone of the workflow', () => {
		const item = { items: 900, deferred: 300, message: '12 rows read.', ...SETTINGS };
		const told = (json: object) => worked(valueOf('For the log', 'message'), given({}), json, NOW);
		expect(told({ ...item, goesOn: true })).toBe(
			'Goes on at 13:30, 600 of 900 done. 12 rows read.',
		);
		expect(told({ ...item, goesOn: false })).toBe('12 rows read.');
	});

	/** The log takes a run that says Running for cut off when another one begins an hour later. */
	it('is no running run while it waits', () => {
		const state = (json: object) => worked(valueOf('For the log', 'state'), given({}), json, NOW);
		expect(state({ state: 'stopped', goesOn: true })).toBe('Waiting');
		expect(state({ state: 'stopped', goesOn: false })).toBe('Completed with warnings');
		expect(state({ state: 'completed', goesOn: false })).toBe('Completed');
	});

	/** As n8n gives the summaries of all rounds, from the second output of the upsert. */
	const rounds = (all: object[]) => (name: string) => ({
		...given({})(name),
		first: (_output?: number, round = 0) => ({ json: all[round] }),
	});

	it('tells at its end of what failed before, as far as no later round has reached it', () => {
		const failures = (deferred: number) => {
			const last = { failed: 0, uncertain: 1, deferred, reasons: {} };
			const all = [{ failed: 3, uncertain: 0 }, { failed: 2, uncertain: 0 }, last];
			return worked(valueOf('Summary', 'failures'), rounds(all), last, NOW, 2);
		};
		expect(failures(0)).toBe(1);
		expect(failures(9)).toBe(6);
	});
});

test('a later round that begins or fails does not take back what a run is known to have written', () => {
	const { value } = parametersOf('activity-log', 'Keep the run').columns as {
		value: Record<string, string>;
	};
	const kept = (told: object, row: object) =>
		worked(value.added!, given({ Settings: [told as Record<string, unknown>] }), row, NOW);
	expect(kept({ added: 0 }, { added: 4_000 })).toBe(4_000);
	expect(kept({}, { added: 4_000 })).toBe(4_000);
	expect(kept({ added: 4_500 }, { added: 4_000 })).toBe(4_500);
	expect(kept({ added: 7 }, {})).toBe(7);
});
