import { passwordAge, passwordNotice } from '../../../lib/tdsynnex/password-age';
import { accountSettings } from '../../../lib/tdsynnex/hosts';

describe('the age of a password', () => {
	const at = (day: string) => Date.parse(`${day}T12:00:00Z`);

	it.each([
		['2026-01-15', '2026-04-15'],
		['2025-11-30', '2026-02-28'],
		['2026-12-01', '2027-03-01'],
	])('set on %s it expires on %s, three months later', (set, expires) => {
		expect(passwordAge(set, at(set))?.expires).toBe(expires);
	});

	it('is told two weeks ahead, and when it is over', () => {
		const notice = (day: string) => passwordNotice('2026-01-15', at(day));
		expect(notice('2026-03-30')).toBe('');
		expect(notice('2026-04-01')).toContain('expires on 2026-04-15, three months after it was set');
		expect(notice('2026-04-16')).toContain('has expired on 2026-04-15');
		expect(notice('2026-04-16')).toContain('change it in EC Express');
	});

	it('is not known without a date', () => {
		expect(passwordAge(undefined, 0)).toBeNull();
		expect(passwordAge('', 0)).toBeNull();
		expect(passwordAge('soon', 0)).toBeNull();
		expect(passwordNotice('', 0)).toBe('');
	});

	it('is counted from the day that the credential holds, as n8n writes it', () => {
		const of = (renewedOn: unknown) => accountSettings({ renewedOn }).passwordSetOn;
		expect(of('2026-01-15T00:00:00')).toBe('2026-01-15');
		expect(of('2026-01-15')).toBe('2026-01-15');
		expect(of('')).toBe('');
		expect(of(undefined)).toBe('');
		expect(of('15.1.2026')).toBe('');
	});
});
