import { Problem } from '../../shared/problem';
import type { PriceFileHeader } from './header';

/** What a person knows of the right file beforehand; nothing given asks nothing. */
export interface FileChecks {
	/**
	 * The code in front of the header line, such as `DEMO846`, which is the feed's own; without case.
	 */
	tradingPartner?: string;
	/**
	 * Whole business days, since none is written at weekends; a file whose header is older stops the
	 * run, and one without a date too. 0 = no limit.
	 */
	maxAgeDays?: number;
	/** Milliseconds since 1970. */
	now: number;
}

/**
 * Whether it is the file that is meant: yesterday's prices and another account's look like any
 * others.
 *
 * @throws Problem `price-file-account` or `price-file-old`
 */
export function checkFile(
	{ created, tradingPartner }: PriceFileHeader,
	{ tradingPartner: expected = '', maxAgeDays = 0, now }: FileChecks,
	record: string,
): void {
	// an expression may give a number
	const partner = String(expected).trim();
	if (partner !== '' && partner.toUpperCase() !== tradingPartner.toUpperCase())
		throw new Problem({
			code: 'price-file-account',
			record,
			cause: `The file is of trading partner “${tradingPartner}”, and “${partner}” is expected`,
			remedy: 'Fetch the file of the correct account, or correct Trading Partner.',
		});
	if (!(maxAgeDays > 0)) return;
	// The header has a day and no hour, in a time zone that it does not name: the day is over a day
	// later.
	if (created !== null && businessDaysSince(created, now) <= maxAgeDays) return;
	throw new Problem({
		code: 'price-file-old',
		record,
		cause:
			created === null
				? `The header does not say when the file was written, and it can be at most ${maxAgeDays} business days old`
				: `The file was written on ${created}, and it can be at most ${maxAgeDays} business days old`,
		remedy:
			'Check on the SFTP server whether TD SYNNEX has written a new one. If not, ask TD SYNNEX.',
	});
}

/**
 * Mondays to Fridays that have begun since a day: on a Monday Friday's file is one business day
 * old. Holidays are not known.
 *
 * @param day ISO date
 * @param now milliseconds since 1970
 */
export function businessDaysSince(day: string, now: number): number {
	let count = 0;
	for (let at = Date.parse(day) + DAY_MS; at <= now; at += DAY_MS) {
		const weekday = new Date(at).getUTCDay();
		if (weekday !== SUNDAY && weekday !== SATURDAY) count++;
	}
	return count;
}

const DAY_MS = 86_400_000;
const SUNDAY = 0;
const SATURDAY = 6;
