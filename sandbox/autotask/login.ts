import type { IncomingHttpHeaders } from 'node:http';

import { accountLocked, integrationCodeInvalid, userUnknown, wrongSecret } from './refusal';

export interface Login {
	userName: string;
	secret: string;
	integrationCode: string;
}

/** Invented; a secret may hold such characters, and a tracking identifier has 27. */
export const LOGIN: Login = {
	userName: 'api-user@sandbox-msp.example',
	secret: 'Sb#7$kQ~2m*9@xV!',
	integrationCode: 'SANDBOXTRACKINGIDENTIFIER01',
};

/** Wrong secrets in a row after which the user is locked ("several"; the number is not known). */
const WRONG_SECRETS = 5;

/** The door: checks the three headers as Autotask does. */
export class Door {
	private wrong = 0;

	get locked(): boolean {
		return this.wrong >= WRONG_SECRETS;
	}

	unlock(): void {
		this.wrong = 0;
	}

	/**
	 * @throws Refusal 401 for a wrong secret or a locked user, 500 for an unknown user or tracking identifier
	 */
	check(headers: IncomingHttpHeaders): void {
		if (headers.apiintegrationcode !== LOGIN.integrationCode) throw integrationCodeInvalid();
		if (String(headers.username ?? '').toLowerCase() !== LOGIN.userName) throw userUnknown();
		if (this.locked) throw accountLocked();
		if (headers.secret !== LOGIN.secret) {
			this.wrong++;
			throw this.locked ? accountLocked() : wrongSecret();
		}
		this.wrong = 0;
	}
}
