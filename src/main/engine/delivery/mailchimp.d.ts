/** The parts of Mailchimp Transactional's client that we use; it ships no types. What it answers is parsed where it arrives. */
declare module '@mailchimp/mailchimp_transactional' {
  interface Client {
    basePath: string;
    setDefaultTimeoutMs(timeoutMs: number): void;
    users: { ping2(body: Record<string, unknown>): Promise<unknown> };
    messages: { send(body: { message: Record<string, unknown> }): Promise<unknown> };
  }
  export default function mailchimp(apiKey: string): Client;
}
