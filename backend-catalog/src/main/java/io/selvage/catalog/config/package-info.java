/**
 * Wires the catalog into a Spring Boot application.
 */
@NullMarked
package io.selvage.catalog.config;

import org.jspecify.annotations.NullMarked;
