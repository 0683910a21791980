/**
 * Clients that ask at a steady rate and note what became of every request.
 */
@NullMarked
package io.selvage.reliability.load;

import org.jspecify.annotations.NullMarked;
