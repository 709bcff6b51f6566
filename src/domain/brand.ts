declare const brand: unique symbol;

/** A `Base` that only its own module can make: two strings of different meaning can't be swapped. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
