import { SECRET_NAMES, type SecretName } from '../../../shared/delivery/settings.js';

/** Where the environment may name credentials: for the command line and for servers. */
const ENVIRONMENT: Readonly<Record<SecretName, readonly string[]>> = {
  password: ['WAYPOST_SMTP_PASSWORD'],
  apiKey: ['SENDGRID_API_KEY', 'MANDRILL_API_KEY'],
  dkimKey: ['WAYPOST_DKIM_KEY'],
  webhookKey: ['WAYPOST_WEBHOOK_AUTHORIZATION'],
};

/**
 * Credentials, by project and name. They are in memory only; a host with a key store gets each change and hands all of them over when
 * it starts the engine.
 */
export class Secrets {
  private readonly values: Map<string, string>;

  constructor(
    initial: Readonly<Record<string, string>> = {},
    /** The host's key store; absent where there is none. */
    private readonly keep?: (key: string, value: string) => void,
    private readonly env: NodeJS.ProcessEnv = process.env,
  ) {
    this.values = new Map(Object.entries(initial));
  }

  /** Whether they outlive this run. */
  get keeps(): 'system' | 'memory' {
    return this.keep ? 'system' : 'memory';
  }

  /** @param owner the id that the project's settings name. */
  get(owner: string, name: SecretName, service?: 'sendgrid' | 'mandrill'): string | undefined {
    const kept = this.values.get(`${owner}/${name}`);
    if (kept !== undefined) return kept;
    const variables = ENVIRONMENT[name].filter((each) => service === undefined || each.startsWith(service.toUpperCase()));
    return variables.map((variable) => this.env[variable]).find((value) => value !== undefined && value !== '');
  }

  /** An empty value is forgotten. */
  set(owner: string, name: SecretName, value: string): void {
    const key = `${owner}/${name}`;
    if (value === '') this.values.delete(key);
    else this.values.set(key, value);
    this.keep?.(key, value);
  }

  /** Which are kept; never what they are. */
  names(owner: string): SecretName[] {
    return SECRET_NAMES.filter((name) => this.values.has(`${owner}/${name}`));
  }
}
