import type { Config } from '../platform/config.js';
import type { MailConfig, OAuthConfig } from '../platform/mail-config.js';

const CONNECT_MILLISECONDS = 10_000;
/** Below the idle limit of common servers, so that they do not close a connection under the next mail. */
const IDLE_MILLISECONDS = 20_000;

const authOf = ({ user, tokenUrl, clientId, clientSecret, refreshToken, privateKey }: OAuthConfig) =>
  privateKey === undefined
    ? { type: 'OAuth2', user, accessUrl: tokenUrl, clientId, clientSecret, refreshToken }
    : { type: 'OAuth2', user, accessUrl: tokenUrl, serviceClient: clientId, privateKey };

/** STARTTLS of a server without `smtps`; the catcher of the demonstration speaks none. */
const tlsOf = ({ starttls, tlsCa }: Pick<MailConfig, 'starttls' | 'tlsCa'>) => ({
  ...(starttls === 'required' ? { requireTLS: true } : {}),
  ...(starttls === 'never' ? { ignoreTLS: true } : {}),
  ...(tlsCa === undefined ? {} : { tls: { ca: tlsCa } }),
});

/** What an address says of the user would go before OAuth2. */
function withoutUser(url: string): string {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare.href;
}

/** What is agreed upon with the mail server; the catcher of the demonstration is none. */
const agreedOf = (smtpUrl: string, { oauth, ...mail }: MailConfig) => ({
  url: oauth === undefined ? smtpUrl : withoutUser(smtpUrl),
  ...tlsOf(mail),
  ...(oauth === undefined ? {} : { auth: authOf(oauth) }),
});

/**
 * What nodemailer is opened with.
 * @param catcher  where mail goes without a mail server
 */
export function smtpOptionsOf({ smtpUrl, mail }: Pick<Config, 'smtpUrl' | 'mail'>, catcher: string) {
  const { dkim } = mail;
  return {
    ...(smtpUrl === undefined ? { url: catcher } : agreedOf(smtpUrl, mail)),
    pool: true,
    maxConnections: mail.connections,
    // nodemailer would hand a mail to a second connection by itself; only the delivery machine decides on that
    maxRequeues: 0,
    idleTimeout: IDLE_MILLISECONDS,
    connectionTimeout: CONNECT_MILLISECONDS,
    greetingTimeout: Math.min(CONNECT_MILLISECONDS, mail.replySeconds * 1000),
    // a server that scans the text answers late, and giving up on it makes the mail unknown (RFC 5321 §4.5.3.2.6)
    socketTimeout: mail.replySeconds * 1000,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(dkim === undefined
      ? {}
      : { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey } }),
  };
}
