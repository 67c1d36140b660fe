import { workOrder as inSteps } from '../../../../lib/catalog/apply/work-order';
import type { Decision } from '../../../../lib/catalog/plan/decision';
import { atOnce } from '../../../../lib/shared/in-slices';

const workOrder = (...about: Parameters<typeof inSteps>) => atOnce(inSteps(...about));
const decisions = (count: number): Decision[] =>
	Array.from({ length: count }, (_, at) => ({ sku: String(at), record: {} }) as Decision);
const skus = (all: Decision[]) => all.map(({ sku }) => sku);
const MORNING = Date.UTC(2026, 10, 26, 3);
const DAY = 86_400_000;
const NONE: ReadonlySet<string> = new Set();

describe('the order in which records are tried', () => {
	test('two runs of one day try them alike, whatever the order of their items', () => {
		const one = workOrder(decisions(500), NONE, MORNING);
		const other = workOrder(decisions(500).reverse(), NONE, MORNING + 3_600_000);
		expect(skus(other)).toEqual(skus(one));
		expect(skus(one)).not.toEqual(skus(decisions(500)));
	});

	test('another day mixes them otherwise, and loses none', () => {
		const one = skus(workOrder(decisions(500), NONE, MORNING));
		const next = skus(workOrder(decisions(500), NONE, MORNING + DAY));
		expect(next).not.toEqual(one);
		expect([...next].sort()).toEqual([...one].sort());
	});

	test('what failed in the run before comes last', () => {
		const failed = new Set(['3', '4', '5']);
		expect(new Set(skus(workOrder(decisions(100), failed, MORNING)).slice(-3))).toEqual(failed);
	});
});
