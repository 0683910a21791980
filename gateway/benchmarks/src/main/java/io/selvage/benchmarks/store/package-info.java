/**
 * What happens to the catalog when processes are killed, databases stop and everything is
 * large: whole processes, started, driven and measured from outside.
 */
@NullMarked
package io.selvage.benchmarks.store;

import org.jspecify.annotations.NullMarked;
