/** A busy machine takes its time with n8n: a test waits for what it is about, not for the clock. */
jest.setTimeout(300_000);
