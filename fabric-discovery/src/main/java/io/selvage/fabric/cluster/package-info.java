/**
 * One connection to one cluster: settings in, resolver and naming client out.
 */
@NullMarked
package io.selvage.fabric.cluster;

import org.jspecify.annotations.NullMarked;
