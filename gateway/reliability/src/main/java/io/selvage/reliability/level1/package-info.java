/**
 * The goals that the tests of the normal build hold.
 */
@NullMarked
package io.selvage.reliability.level1;

import org.jspecify.annotations.NullMarked;
