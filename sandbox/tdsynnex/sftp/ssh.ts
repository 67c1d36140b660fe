import { generateKeyPairSync, timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import ssh2, { type Connection } from 'ssh2';

import type { TwinSetting } from '../../core';
import type { Account } from '../account';
import { answerPromptly } from './prompt';
import { Session } from './session';
import type { Shelf } from './shelf';

/** SSH with password over sockets that somebody else listens for. */
export class Ssh {
	private readonly server = new ssh2.Server({ hostKeys: [hostKey()] }, (connection) =>
		this.greet(connection),
	);
	private readonly connections = new Set<Connection>();

	constructor(
		private readonly account: Account,
		private readonly shelf: Shelf,
		private readonly setting: Pick<TwinSetting, 'ledger' | 'faults'>,
	) {}

	/** Takes over a client that has just connected. */
	serve(socket: Socket): void {
		this.server.injectSocket(socket);
	}

	/** Hangs up on every client. */
	end(): void {
		for (const connection of this.connections) connection.end();
	}

	private greet(connection: Connection): void {
		this.connections.add(connection);
		connection.on('close', () => this.connections.delete(connection));
		connection.on('error', () => connection.end());
		connection.on('authentication', (attempt) => {
			if (attempt.method !== 'password') return attempt.reject(['password']);
			const known =
				same(attempt.username, this.account.sftpUser) &&
				same(attempt.password, this.account.sftpPassword);
			return known ? attempt.accept() : attempt.reject(['password']);
		});
		connection.on('ready', () =>
			connection.on('session', (accept) =>
				accept().on('sftp', (acceptSftp) => {
					const sftp = acceptSftp();
					answerPromptly(connection, sftp);
					new Session(sftp, connection, this.shelf, this.setting);
				}),
			),
		);
	}
}

let key: string | null = null;

/** RSA, since some clients ask for that alone; one a process, since making it takes a while. */
function hostKey(): string {
	key ??= generateKeyPairSync('rsa', {
		modulusLength: 2048,
		privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
		publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
	}).privateKey;
	return key;
}

function same(given: string, known: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(known)];
	return a.length === b.length && timingSafeEqual(a, b);
}
