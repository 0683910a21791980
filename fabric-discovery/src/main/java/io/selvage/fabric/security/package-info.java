/**
 * Who we are to a cluster, and how we know that it is the cluster: client certificates,
 * pins, bearer tokens.
 */
@NullMarked
package io.selvage.fabric.security;

import org.jspecify.annotations.NullMarked;
