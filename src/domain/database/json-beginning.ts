/**
 * The object that a JSON document is, where it is whole; else, of one that was cut off, the members that are. `null` for what is no JSON
 * object, or has no whole member.
 */
export function readBeginning(
  json: string,
): { readonly value: Readonly<Record<string, unknown>>; readonly cut: boolean } | null {
  const whole = objectIn(json);
  if (whole !== null) return { value: whole, cut: false };
  const end = lastMemberEnd(json);
  const beginning = end < 0 ? null : objectIn(`${json.slice(0, end)}}`);
  return beginning === null ? null : { value: beginning, cut: true };
}

function objectIn(json: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where the last comma between two members of the outermost object stands; -1 where there is none. */
function lastMemberEnd(json: string): number {
  let depth = 0;
  let inString = false;
  let end = -1;
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    else if (character === ',' && depth === 1) end = at;
  }
  return end;
}
