import { isSecure } from '../../../lib/shared/secure-address';

it.each([
	'https://ec.us.tdsynnex.com',
	'https://127.0.0.1',
	'http://127.0.0.1:8080/',
	'http://127.9.8.7',
	'http://127.1',
	'http://LOCALHOST:3000',
	'http://[::1]:3000',
	'http://[0:0:0:0:0:0:0:1]',
])('a secret may go to %s', (address) => {
	expect(isSecure(new URL(address))).toBe(true);
});

it.each([
	'http://ec.us.tdsynnex.com',
	'http://127.0.0.1.example.com',
	'http://127.example.com',
	'http://localhost.example.com',
	'http://128.0.0.1',
	'http://10.0.0.1',
	'http://0.0.0.0',
	'http://[::2]',
	'ftp://127.0.0.1',
])('no secret may go to %s', (address) => {
	expect(isSecure(new URL(address))).toBe(false);
});
