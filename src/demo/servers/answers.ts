import type { ServedAnswer } from '../../ports/http-server.ts';

const JSON_TYPE = 'application/json';

/** JSON that is made already. */
export function jsonText(body: string, status = 200): ServedAnswer {
  return { status, contentType: JSON_TYPE, body };
}

export function json(value: unknown, status = 200): ServedAnswer {
  return jsonText(`${JSON.stringify(value)}\n`, status);
}

export function text(body: string, status = 200): ServedAnswer {
  return { status, contentType: 'text/plain; charset=utf-8', body };
}

export function html(body: string, status = 200): ServedAnswer {
  return { status, contentType: 'text/html; charset=utf-8', body };
}
