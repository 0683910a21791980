/**
 * Formatting of numbers and composite strings, regular expressions, encodings and string
 * builders as .NET has them.
 */
@NullMarked
package io.selvage.gateway.expression.text;

import org.jspecify.annotations.NullMarked;
