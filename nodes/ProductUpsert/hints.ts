import type { NodeExecutionHint } from 'n8n-workflow';
import type { UpsertReport } from '../../lib/catalog/upsert';

/** How many items one hint names. */
const NAMED = 3;

/** What the editor shows above the output: the run in one line, then what needs a person. */
export function hintsFor({ results, summary }: UpsertReport): NodeExecutionHint[] {
	const { created, updated, unchanged, held, failed, uncertain, deferred } = summary;
	const would = summary.dryRun ? 'Dry run, nothing written. ' : '';
	const hints: NodeExecutionHint[] = [
		{
			message: `${would}${created} created, ${updated} updated, ${unchanged} unchanged, ${held} held back, ${failed} failed; ${summary.autotaskCalls} Autotask calls in ${summary.seconds.toFixed(0)} s.`,
			type: 'info',
			location: 'outputPane',
		},
	];
	const warn = (message: string) =>
		hints.push({ message, type: 'warning', location: 'outputPane' });
	for (const warning of summary.warnings) warn(warning);
	if (deferred > 0) {
		const why = results.find(({ outcome }) => outcome === 'deferred');
		warn(
			`${deferred} items were not reached. ${why?.cause ?? ''} ${why?.remedy ?? ''} The next run does the rest.`,
		);
	}
	if (failed + uncertain > 0) {
		const some = results
			.filter(({ outcome }) => outcome === 'failed' || outcome === 'uncertain')
			.slice(0, NAMED)
			.map(({ autotaskSku, cause, remedy }) => `${autotaskSku}: ${cause} ${remedy}`.trim());
		warn(`${failed + uncertain} items failed, among them: ${some.join(' / ')}`);
	}
	const reasons = Object.entries(summary.reasons).map(([code, count]) => `${count} ${code}`);
	if (held > 0) warn(`${held} items were held back (${reasons.join(', ')}).`);
	return hints;
}
