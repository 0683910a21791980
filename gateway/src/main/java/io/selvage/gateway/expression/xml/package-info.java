/**
 * LINQ to XML's node model, and the conversions between JSON and XML by Json.NET's rules.
 */
@NullMarked
package io.selvage.gateway.expression.xml;

import org.jspecify.annotations.NullMarked;
