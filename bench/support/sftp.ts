import { Client } from 'ssh2';

export interface SftpPlace {
	host: string;
	port: number;
	user: string;
	password: string;
	path: string;
}

/** Downloads the file, as n8n's FTP node does. */
export async function download({ host, port, user, password, path }: SftpPlace, to: string) {
	const client = new Client();
	await new Promise<void>((done, fail) => {
		client.on('ready', done).on('error', fail);
		client.connect({ host, port, username: user, password });
	});
	try {
		await new Promise<void>((done, fail) => {
			client.sftp((error, sftp) => {
				if (error) return fail(error);
				sftp.fastGet(path, to, (failure) => (failure ? fail(failure) : done()));
			});
		});
	} finally {
		client.end();
	}
}
