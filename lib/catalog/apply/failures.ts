import { LET_SEE, LET_WRITE_COSTS } from '../../autotask/screens';
import { Problem, type Reach } from '../../shared/problem';
import type { Decision } from '../plan/decision';
import { CREATE_UNCERTAIN, type Written } from './write-product';

/** What went wrong, in sentences. */
export interface FailureFacts {
	code: string;
	cause: string;
	remedy: string;
}

/** What went wrong with a call, and how far it reaches. */
export interface CallFailure extends FailureFacts {
	reach: Reach;
}

export function callFailure(error: unknown): CallFailure {
	if (error instanceof Problem) {
		const { code, cause, remedy, reach } = error;
		return { code, reach, cause: sentence(cause), remedy: sentence(remedy) };
	}
	return {
		code: 'unexpected',
		reach: 'record',
		cause: sentence(error instanceof Error ? error.message : String(error)),
		remedy: 'Run again. If it happens again, report it with this message.',
	};
}

/** The failure with what it left behind. */
export function withConsequence(
	facts: FailureFacts,
	step: NonNullable<Written['failure']>['step'],
	decision: Decision,
	productId: number | null,
): FailureFacts {
	const inDoubt = facts.code === CREATE_UNCERTAIN;
	if (step === 'vendor entry' && inDoubt) {
		return {
			...facts,
			cause: `Product ${productId} is written. About its vendor entry: ${facts.cause}`,
		};
	}
	if (step === 'vendor entry') {
		return {
			...facts,
			cause: `Product ${productId} is written, but its vendor entry is not: ${facts.cause}`,
			remedy: `${facts.remedy} The next run adds the vendor entry.`.trim(),
		};
	}
	if (step === 'duplicate') {
		return {
			...facts,
			cause: `Product ${productId} is written, but its duplicates are not set inactive: ${facts.cause}`,
			remedy: `${facts.remedy} The next run sets them inactive.`.trim(),
		};
	}
	if (inDoubt) {
		return {
			...facts,
			cause: `${facts.cause} A look-up did not find ${decision.autotaskSku}.`,
			remedy:
				'Run again in a few minutes. The next run looks for it first, and never creates it twice.',
		};
	}
	return facts;
}

export const CANCELLED: FailureFacts = {
	code: 'autotask-cancelled',
	cause: 'The run was canceled before this item was written.',
	remedy: 'Run again. What is already written is found and left as it is.',
};

/**
 * Autotask takes a cost from a user without cost permission, says nothing, and does not store it
 * (Autotask help, Products).
 */
export const COST_IGNORED: FailureFacts = {
	code: 'cost-ignored',
	cause: 'Autotask accepted the Unit Cost without an error, but did not store it.',
	remedy: LET_WRITE_COSTS,
};

/**
 * Nobody knows of an Autotask that does so; a night of it would cost the MSP every price of the
 * catalog.
 */
export const REPRICED: FailureFacts = {
	code: 'price-moved',
	cause:
		'Autotask changed the Unit Price of a product when its Unit Cost was written, though the sync does not own the price.',
	remedy:
		'Check that product and correct its price. Then, under Field Owners, set Unit Price to Sync, with your own price rules, or Unit Cost to Human.',
};

export const INVISIBLE: FailureFacts = {
	code: 'created-unseen',
	cause: 'Autotask created a product that this API user then could not see.',
	remedy: `${LET_SEE} Until then, every run would create the same products again.`,
};

function sentence(text: string): string {
	return text === '' || /[.!?]$/.test(text) ? text : `${text}.`;
}
