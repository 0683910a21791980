/**
 * The gateway beside a simulated cluster in one process.
 */
@NullMarked
package io.selvage.demo;

import org.jspecify.annotations.NullMarked;
