/** The places that the configuration allows events to come from and go to, with the secrets that they take. */
export interface Connections {
  /** By its name; without one, the only one of its type. Throws in words where there is none. */
  readonly named: <T extends Connection['type']>(name: string | undefined, type: T) => Extract<Connection, { readonly type: T }>;
  /** The one under whose address this one lies: a graph calls nobody whom the configuration does not name. Throws in words. */
  readonly http: (url: string) => HttpConnection;
}

export type Connection = HttpConnection | PostgresConnection | KafkaConnection | MqttConnection | FilesConnection;

export interface HttpConnection {
  readonly type: 'http';
  /** All that is asked for lies below this address. For WebSockets too: `https` there is `wss`. */
  readonly base: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Outputs sign what they send with it. */
  readonly secret?: string | undefined;
}

export interface PostgresConnection {
  readonly type: 'postgresql';
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password?: string | undefined;
  readonly tls?: boolean | undefined;
}

export interface KafkaConnection {
  readonly type: 'kafka';
  readonly brokers: readonly string[];
  readonly tls?: boolean | undefined;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly mechanism?: 'plain' | 'scram-sha-256' | 'scram-sha-512' | undefined;
}

export interface MqttConnection {
  readonly type: 'mqtt';
  /** `mqtt://host:1883` or `mqtts://host:8883`. */
  readonly url: string;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
}

/** A folder of this machine: connectors read below it, outputs write below it, and nothing outside. */
export interface FilesConnection {
  readonly type: 'files';
  readonly folder: string;
}
