import { DateTime } from 'luxon';
import { given, lets, parametersOf, worked } from '../../support/expression';
import { shipped } from '../../support/shipped-workflows';

const FILE = 'daily-catalog-sync';
const NEW_YORK = { zone: 'America/New_York' };
const at = (time: string) => DateTime.fromISO(`2026-11-${time}`, NEW_YORK);
const NOW = at('24T12:30');
const UNTIL = at('25T04:00').toISO()!;
const expressionOf = (node: string, field: string) => {
	const { assignments } = parametersOf(FILE, node).assignments as {
		assignments: { name: string; value: string | number }[];
	};
	return String(assignments.find(({ name }) => name === field)!.value);
};

/** n8n 1 calls a workflow that was deactivated; and n8n may have been down when the wait was over. */
describe('a run that was to go on', () => {
	const gate = (until: string | null, { active = true, now = NOW } = {}) =>
		lets(parametersOf(FILE, 'Still to go on?'), given({}), { until }, now, { active });
	const begun = (
		field: string,
		until: string | null,
		{ active = true, now = NOW, failures = '' } = {},
	) => worked(expressionOf('Begun', field), given({}), { until, failures }, now, { active });

	it.each([
		['the workflow is not published', { active: false }],
		['it is too late', { now: at('25T04:01') }],
	])('reads nothing, and says so: %s', (why, around) => {
		expect(gate(UNTIL, around)).toBe(false);
		expect(begun('state', UNTIL, around)).toBe('Completed');
		expect(begun('message', UNTIL, around)).toMatch(`Did not go on: ${why}`);
	});

	it.each([
		['is not published', { active: false }],
		['wakes too late', { now: at('25T04:01') }],
	])('tells of what failed before it where it %s: nobody else does', (_why, around) => {
		const told = (field: string, failures: string) => begun(field, UNTIL, { ...around, failures });
		expect(told('state', '3')).toBe('Completed with warnings');
		expect(told('errors', '3')).toBe(3);
		expect(told('message', '3')).toMatch(/^Did not go on: .*\. In the hours before, 3 failed$/);
		expect(told('state', '0')).toBe('Completed');
		expect(told('errors', '0')).toBe(0);
		expect(told('message', '0')).not.toMatch(/failed/);
	});

	it('tells of nothing that failed before where it goes on: its end does', () => {
		expect(begun('state', UNTIL, { failures: '3' })).toBe('Running');
		expect(begun('errors', UNTIL, { failures: '3' })).toBe(0);
		expect(begun('errors', null)).toBe(0);
	});

	it('is then shown as failed, and in no other case', () => {
		const failedBefore = (json: object) =>
			lets(parametersOf(FILE, 'Failed before?'), given({}), json, NOW);
		expect(failedBefore({ failures: '3' })).toBe(true);
		expect(failedBefore({ failures: '0' })).toBe(false);
		expect(failedBefore({})).toBe(false);
		const { connections } = shipped().find(({ file }) => file === FILE)!;
		const after = (name: string, output = 0) =>
			connections[name]?.main?.[output]?.map(({ node }) => node);
		expect(after('Still to go on?')).toEqual(['Download price file']);
		expect(after('Still to go on?', 1)).toEqual(['Failed before?']);
		expect(after('Failed before?')).toEqual(['Show as not gone on']);
		const begunSaid = given({ Begun: [{ message: 'Did not go on: it is too late' }] });
		const { errorMessage } = parametersOf(FILE, 'Show as not gone on');
		expect(worked(String(errorMessage), begunSaid, {}, NOW)).toBe('Did not go on: it is too late');
	});

	it('only then: a flow of your own, and `n8n execute`, may call it', () => {
		expect(gate(UNTIL)).toBe(true);
		expect(gate(null, { active: false })).toBe(true);
		expect(begun('state', null, { active: false })).toBe('Running');
		expect(begun('state', UNTIL)).toBe('Running');
		expect(begun('message', UNTIL)).toBe('Reading the price file');
	});
});
