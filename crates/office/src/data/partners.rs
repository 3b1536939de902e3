//! Business partners of the firm.

use contract::my_credit_app::{NewPartner, Partner, PartnerType};
use sqlx::SqliteConnection;

/// Whether a company is a partner already.
pub(crate) async fn exists(
    database: &mut SqliteConnection,
    country: &str,
    registration: &str,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM partners
         WHERE country_code = $1 AND company_registration_number = $2)",
    )
    .bind(country)
    .bind(registration)
    .fetch_one(database)
    .await
}

/// Adds a partner who has been invited, and answers it as it is kept.
pub(crate) async fn add(
    database: &mut SqliteConnection,
    id: &str,
    partner: NewPartner,
    moment: &str,
) -> sqlx::Result<Partner> {
    let kind = match partner.partner_type {
        PartnerType::Customer => "customer",
        PartnerType::Supplier => "supplier",
    };
    sqlx::query(
        "INSERT INTO partners (id, company_name, sales_amount, partner_type, email, frequency,
             payment_terms, address, city, state, postal_code, country_code,
             company_registration_number, invitation_status, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'invited', $14, $14)",
    )
    .bind(id)
    .bind(&partner.company_name)
    .bind(partner.sales_amount)
    .bind(kind)
    .bind(&partner.email)
    .bind(&partner.frequency)
    .bind(&partner.payment_terms)
    .bind(&partner.address)
    .bind(&partner.city)
    .bind(&partner.state)
    .bind(&partner.postal_code)
    .bind(&partner.country_code)
    .bind(&partner.company_registration_number)
    .bind(moment)
    .execute(database)
    .await?;
    Ok(Partner {
        address: Some(partner.address),
        city: Some(partner.city),
        company_name: Some(partner.company_name),
        company_registration_number: Some(partner.company_registration_number),
        country_code: Some(partner.country_code),
        created_at: Some(moment.to_owned()),
        email: Some(partner.email),
        frequency: Some(partner.frequency),
        guest_organization_id: None,
        id: Some(id.to_owned()),
        invitation_status: Some("invited".to_owned()),
        partner_type: Some(kind.to_owned()),
        payment_terms: Some(partner.payment_terms),
        postal_code: Some(partner.postal_code),
        sales_amount: Some(partner.sales_amount),
        state: Some(partner.state),
        updated_at: Some(moment.to_owned()),
    })
}
