import type { NodeExecutionHint } from 'n8n-workflow';
import { isFailed, namedCause, type ProductResult } from '../../lib/catalog/report/result';
import type { UpsertReport } from '../../lib/catalog/sync';
import { pluralize } from '../../lib/shared/pluralize';

/** What the editor shows above the output: the run in one line, then what needs a person. */
export function hintsFor({ results, summary }: UpsertReport): NodeExecutionHint[] {
	const { created, updated, unchanged, held, failed, uncertain } = summary;
	const dry = summary.dryRun ? 'Dry run, nothing written. ' : '';
	const would = summary.dryRun ? 'would be ' : '';
	const inNumbers = `${created} ${would}created, ${updated} ${would}updated, ${unchanged} unchanged, ${held} held back, ${failed + uncertain} failed`;
	return [
		hint(
			'info',
			`${dry}${inNumbers}; ${summary.autotaskCalls} Autotask calls in ${summary.seconds.toFixed(0)} s.`,
		),
		...[...summary.warnings, ...deferredIn(results), ...failedIn(results), ...heldIn(results)].map(
			(message) => hint('warning', message),
		),
	];
}

/** @param failure empty when the workflow could be called */
export function progressHint(failure: string): NodeExecutionHint[] {
	if (failure === '') return [];
	return [
		hint(
			'warning',
			`Progress Workflow failed (${failure}). The products were not affected. ${progressRemedy(failure)}`,
		),
	];
}

function progressRemedy(failure: string): string {
	if (/limit exceeded/i.test(failure))
		return "n8n's Data Tables are full. Lower keepDays or mostPerRun in Activity log and run it, or delete rows.";
	if (/data table|table.*not found/i.test(failure))
		return 'A Data Table or one of its columns is missing. Run Activity log manually to create what is missing, or rename the table back.';
	return 'Select the workflow again, and check that it is published. Its own executions show what failed.';
}

/** How many items one hint names. */
const NAMED = 3;

function deferredIn(results: ProductResult[]): string[] {
	const deferred = results.filter(({ outcome }) => outcome === 'deferred');
	const [first] = deferred;
	if (!first) return [];
	return [
		`${count(deferred)} not reached. ${first.cause} ${first.remedy} The next run processes the rest.`,
	];
}

function failedIn(results: ProductResult[]): string[] {
	const failed = results.filter(isFailed);
	if (failed.length === 0) return [];
	const named = failed
		.slice(0, NAMED)
		.map((result) => `${namedCause(result)} ${result.remedy}`.trim());
	return [`${count(failed)} failed, among them: ${named.join(' / ')}`];
}

function heldIn(results: ProductResult[]): string[] {
	const held = results.filter(({ outcome }) => outcome === 'held');
	if (held.length === 0) return [];
	const counts = new Map<string, number>();
	for (const { code } of held) counts.set(code, (counts.get(code) ?? 0) + 1);
	const reasons = [...counts].map(([code, count]) => `${count} ${code}`);
	return [`${count(held)} held back (${reasons.join(', ')}); each item says why, and what to do.`];
}

function count(list: ProductResult[]): string {
	return pluralize(list.length, 'item');
}

function hint(type: 'info' | 'warning', message: string): NodeExecutionHint {
	return { message, type, location: 'outputPane' };
}
