/** Texts as written; empty = not said. */
export interface Approval {
	by: string;
	upTo: string;
	/** The `contentCode` of the order that the approver saw. */
	content: string;
}

/** An approval is one person's word: what another source says is not mixed into it. */
export function approvalIn(
	source: Partial<Record<'approvedBy' | 'approvedUpTo' | 'approvedContent', string>>,
): Approval {
	const text = (value = '') => value.trim();
	return {
		by: text(source.approvedBy),
		upTo: text(source.approvedUpTo),
		content: text(source.approvedContent).toLowerCase(),
	};
}
