/** Text that Ansible never takes for a template, whatever it holds. */
export type InventoryText = string | { readonly __ansible_unsafe: string };

/**
 * Text from outside as a variable of an inventory. Ansible evaluates templates in variables when they are used, on the machine that it
 * runs on: a label of a metric must not become code there, nor when a playbook puts several together.
 */
export function inventoryText(text: string): InventoryText {
  return text.includes('{') ? { __ansible_unsafe: text } : text;
}

/** The same for what may not be known. */
export function inventoryTextOrNull(text: string | null): InventoryText | null {
  return text === null ? null : inventoryText(text);
}
