/**
 * The password of an EC user that may order expires after three months (TD SYNNEX's specifications
 * of price and freight, 2014). A read-only user's does not.
 */
export const PASSWORD_MONTHS = 3;
/** So many days before it is reported. */
const TOLD_DAYS = 14;
const DAY_MS = 86_400_000;

export interface PasswordAge {
	/** ISO date on which it expires. */
	expires: string;
	/** Whole days until then; negative = it has. */
	daysLeft: number;
	/** Whether a person should be warned now. */
	isDue: boolean;
}

/**
 * @param setOn ISO date on which the password was set; empty or absent = not stated
 * @param now milliseconds since 1970
 */
export function passwordAge(setOn: string | undefined, now: number): PasswordAge | null {
	const set = new Date(`${setOn}T00:00:00Z`);
	if (!setOn || Number.isNaN(set.getTime())) return null;
	const expires = new Date(set);
	expires.setUTCMonth(expires.getUTCMonth() + PASSWORD_MONTHS);
	// 30 November and three months is the end of February, not the beginning of March
	if (expires.getUTCDate() !== set.getUTCDate()) expires.setUTCDate(0);
	const daysLeft = Math.floor((expires.getTime() - now) / DAY_MS);
	return { expires: expires.toISOString().slice(0, 10), daysLeft, isDue: daysLeft <= TOLD_DAYS };
}

/** That it expires or has expired, in words; empty as long as nobody need know. */
export function passwordNotice(setOn: string | undefined, now: number): string {
	const age = passwordAge(setOn, now);
	if (!age?.isDue) return '';
	const when = age.daysLeft < 0 ? `has expired on ${age.expires}` : `expires on ${age.expires}`;
	return `The password of the ordering TD SYNNEX user ${when}, three months after it was set: change it in EC Express, then enter it and the new date in the TD SYNNEX EC API credential.`;
}
