"""The application: rules, storefront, orders, publishing and the merchant's pages."""
