import { DateTime } from 'luxon';
import { type Around, given, lets, parametersOf, worked } from '../../support/expression';
import { shipped } from '../../support/shipped-workflows';

const FILE = 'daily-catalog-sync';
const NEW_YORK = { zone: 'America/New_York' };
const NOW = DateTime.fromISO('2026-11-24T12:30:00', NEW_YORK);
const at = (time: string) => DateTime.fromISO(`2026-11-${time}`, NEW_YORK);
const valueOf = (node: string, field: string) => {
	const { assignments } = parametersOf(FILE, node).assignments as {
		assignments: { name: string; value: string | number }[];
	};
	return assignments.find(({ name }) => name === field)!.value;
};
const expressionOf = (node: string, field: string) => String(valueOf(node, field));
const SETTINGS = {
	waitMinutes: Number(valueOf('Settings', 'waitMinutes')),
	goOnUntil: expressionOf('Settings', 'goOnUntil'),
};
/** The run was started by the one of the hour before. */
const calledSince = (since?: DateTime) =>
	given(since ? { 'When called': [{ since: since.toUTC().toISO() }] } : {});

describe('the daily sync goes on by itself', () => {
	const goesOn = (
		reasons: object,
		{
			dryRun = false,
			updated = 1,
			goOnUntil = SETTINGS.goOnUntil,
			now = NOW,
			since = undefined as DateTime | undefined,
			around = {} as Partial<Around>,
		} = {},
	) =>
		worked(
			expressionOf('Summary', 'goesOn'),
			calledSince(since),
			{ dryRun, reasons, created: 0, updated, ...SETTINGS, goOnUntil },
			now,
			around,
		);
	const USED = { 'autotask-budget-used': 1 };

	it.each(['autotask-budget-used', 'autotask-rate-limit'])('after %s', (code) => {
		expect(goesOn({ [code]: 1 })).toBe(true);
	});

	it('and for no other reason', () => {
		for (const code of ['other-run', 'autotask-cancelled', 'created-meanwhile', 'price-brake'])
			expect(goesOn({ [code]: 9 })).toBe(false);
		expect(goesOn({})).toBe(false);
	});

	it('not in a dry run, which a person reads, and not after a run that only read', () => {
		expect(goesOn(USED, { dryRun: true })).toBe(false);
		expect(goesOn(USED, { updated: 0 })).toBe(false);
	});

	/** n8n says of a run by hand that its workflow is not active, whether it is published or not. */
	it('only where it is published, as far as n8n tells', () => {
		expect(goesOn(USED, { around: { active: false } })).toBe(false);
		expect(goesOn(USED, { around: { active: false, mode: 'test' } })).toBe(true);
	});

	it.each(['', 'never', '4'])('not where a person has set the time to "%s"', (goOnUntil) => {
		expect(goesOn(USED, { goOnUntil })).toBe(false);
	});

	it.each([
		['in the morning', '24T05:45', '24T05:45', true],
		['in the morning, all night long', '24T05:45', '25T02:59', true],
		['in the morning, not into the next one', '24T05:45', '25T03:00', false],
		['by hand in the afternoon', '24T14:00', '24T23:30', true],
		['by hand in the afternoon, not into the next morning', '24T14:00', '25T03:00', false],
		['by hand at night', '25T01:00', '25T02:00', true],
		['by hand at night, not over the time', '25T01:00', '25T03:30', false],
		['and held up for a day', '24T14:00', '25T14:00', false],
	])('begun %s', (_when, since, now, expected) => {
		expect(goesOn(USED, { since: at(since), now: at(now) })).toBe(expected);
	});

	it('the first one like every other', () => {
		expect(goesOn(USED, { now: at('25T02:59') })).toBe(true);
		expect(goesOn(USED, { now: at('25T03:00') })).toBe(false);
	});

	it('and is through with its last hour when the next morning begins', () => {
		const [rule] = (parametersOf(FILE, 'Every morning').rule as {
			interval: { triggerAtHour: number; triggerAtMinute: number }[];
		}).interval;
		const [hour = 0, minute = 0] = SETTINGS.goOnUntil.split(':').map(Number);
		const last = hour * 60 + minute;
		expect(rule!.triggerAtHour * 60 + rule!.triggerAtMinute - last).toBeGreaterThanOrEqual(60);
	});

	it('hands on when the first run was', () => {
		const since = (first?: DateTime) =>
			worked(expressionOf('Summary', 'since'), calledSince(first), {}, NOW);
		expect(since()).toBe(NOW.toISO());
		expect(since(at('24T05:45'))).toBe(at('24T05:45').toUTC().toISO());
	});

	it('says in the log when, and how much is done, in the time zone of the workflow', () => {
		const item = { items: 900, deferred: 300, message: '12 rows read.', ...SETTINGS };
		const told = (json: object, around: Partial<Around> = {}) =>
			worked(expressionOf('For the log', 'message'), given({}), json, NOW, around);
		expect(told({ ...item, goesOn: true })).toBe(
			'Goes on at 13:30, 600 of 900 done. 12 rows read.',
		);
		expect(told({ ...item, goesOn: true }, { mode: 'test' })).toBe(
			'Goes on at 13:30 if the workflow is published, 600 of 900 done. 12 rows read.',
		);
		expect(told({ ...item, goesOn: false })).toBe('12 rows read.');
	});

	/** The log takes a run that says Running for cut off when another one begins an hour later. */
	it('is no running run while it waits', () => {
		const state = (json: object) =>
			worked(expressionOf('For the log', 'state'), given({}), json, NOW);
		expect(state({ state: 'stopped', goesOn: true })).toBe('Waiting');
		expect(state({ state: 'stopped', goesOn: false })).toBe('Completed with warnings');
		expect(state({ state: 'completed', goesOn: false })).toBe('Completed');
	});
});

describe('the run of the hour before', () => {
	const told = (field: string, json: object, failures = 0) => {
		const $ = given({ Summary: [{ failures, message: '12 rows read.' }] });
		return worked(expressionOf('Gone on, in words', field), $, json, NOW);
	};

	it('says that it went on, and which products failed until then', () => {
		expect(told('message', { since: 'x' })).toBe('Went on at 12:30. 12 rows read.');
		expect(told('state', { since: 'x' })).toBe('Completed');
		expect(told('state', { since: 'x' }, 2)).toBe('Completed with warnings');
	});

	it.each([
		['Workflow is not active and cannot be executed.', 'the workflow is not published'],
		['Workflow does not exist.', 'Workflow does not exist.'],
	])('says that it did not: %s', (error, words) => {
		expect(told('message', { error })).toMatch(`Did not go on: ${words}`);
		expect(told('state', { error })).toBe('Completed with warnings');
	});

	it('lets n8n name the workflow, whose id is another one after an import by hand', () => {
		const { workflowId, options } = parametersOf(FILE, 'Start anew');
		expect(workflowId).toMatchObject({ mode: 'id', value: '={{ $workflow.id }}' });
		expect(options).toMatchObject({ waitForSubWorkflow: false });
	});
});

/** n8n 1 calls a workflow that was deactivated, and n8n 2 does so for a run by hand. */
describe('a run that goes on in a workflow that is published no more', () => {
	const gate = (since: string | null, active: boolean) =>
		lets(parametersOf(FILE, 'Still published?'), given({}), { since }, NOW, { active });
	const begun = (field: string, json: object, active: boolean) =>
		worked(expressionOf('Begun', field), given({}), json, NOW, { active });

	it('reads nothing, and says so', () => {
		expect(gate('2026-11-24T05:45:00Z', false)).toBe(false);
		const json = { since: '2026-11-24T05:45:00Z' };
		expect(begun('state', json, false)).toBe('Completed');
		expect(begun('message', json, false)).toBe('Did not go on: the workflow is not published');
	});

	it('only then: a flow of your own, and `n8n execute`, may call it', () => {
		expect(gate('2026-11-24T05:45:00Z', true)).toBe(true);
		expect(gate(null, false)).toBe(true);
		expect(begun('state', { since: null }, false)).toBe('Running');
		expect(begun('state', {}, true)).toBe('Running');
		expect(begun('state', { since: '2026-11-24T05:45:00Z' }, true)).toBe('Running');
	});
});

test('what failed in this hour, and only this, shows the last run as failed', () => {
	const failures = (reasons: object) =>
		worked(
			expressionOf('Summary', 'failures'),
			given({}),
			{ failed: 2, uncertain: 1, deferred: 9, reasons },
			NOW,
		);
	expect(failures({})).toBe(3);
	expect(failures({ 'price-brake': 5 })).toBe(8);
	const { connections } = shipped().find(({ file }) => file === FILE)!;
	const after = (output: number) => connections['Goes on later?']?.main?.[output]?.[0]?.node;
	expect([after(0), after(1)]).toEqual(['Wait for calls', 'Anything failed?']);
});

test('a run that begins or fails does not take back what it is known to have written', () => {
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
